"""GET /metrics in one process; tests/integration/test_serving.py asks several."""

from prometheus_client.parser import text_string_to_metric_families


def samples(client):
    """name and labels -> value"""
    text = client.get("/metrics").get_data(as_text=True)
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_method_and_status(client):
    name = ("factcheck_requests_total", ("method", "GET"), ("route", "/v1/corpus"), ("status", "200"))
    before = samples(client).get(name, 0)
    client.get("/v1/corpus")
    assert samples(client)[name] == before + 1


def test_paths_that_callers_make_up_are_one_route(client):
    client.get("/made/up")
    assert not any("/made/up" in str(name) for name in samples(client))


def test_what_is_served_is_told(client):
    labels = (("generation", "g1"), ("model", "none"), ("version", "0.1.0"))
    assert samples(client)[("factcheck_serving_info", *labels)] == 1
