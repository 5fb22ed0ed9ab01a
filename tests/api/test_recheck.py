"""POST /v1/verdicts/recheck at the edge."""


def test_an_answer_can_be_sent_back_as_it_came(client):
    kept = client.post("/v1/verdicts", json={"claim": "The dam broke."}).get_json()
    results = client.post("/v1/verdicts/recheck", json={"answers": [kept, {**kept, "id": 5}]}).get_json()["results"]
    same = {"status": 200, "outcome": "stands", "changes": [], "answer": kept}
    assert results == [{"id": "v1-0", **same}, {"id": 5, **same}]


def test_a_verdict_that_is_another_now_is_told(client):
    kept = {"claim": {"text": "The dam broke."}, "verdict": "supported", "evidence": []}
    [result] = client.post("/v1/verdicts/recheck", json={"answers": [kept]}).get_json()["results"]
    change = {
        "kind": "verdict",
        "before": "supported",
        "after": "not_enough_evidence",
        "document_id": None,
        "quote": None,
    }
    assert (result["outcome"], result["changes"]) == ("changed", [change])


def test_what_is_no_answer_gets_its_own_problem(client):
    [result] = client.post("/v1/verdicts/recheck", json={"answers": [{"id": 1, "verdict": "true"}]}).get_json()[
        "results"
    ]
    assert result["status"] == 422
    assert {fault["pointer"] for fault in result["problem"]["errors"]} == {
        "/answers/0/claim",
        "/answers/0/verdict",
        "/answers/0/evidence",
    }
