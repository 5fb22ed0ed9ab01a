"""What is shown of the judged statements."""

from dataclasses import replace

from service.answer import Request
from service.evidence import near_misses
from service.parts import claim
from service.pipeline import Judges, judged_statements
from service.verdict import Policy
from tests.unit.desk_archive import archive

__all__ = ["archive"]


def test_the_first_near_miss_is_what_came_closest_to_a_side_even_if_it_leans_to_one(archive):
    text = "The Orsk flood has killed people, the health ministry said."
    found, _ = judged_statements(claim(text), Request(text), archive, Judges(), Policy(), None)
    one, two = [judged for judged in found if judged.alignment.coverage_in_context >= 0.3][:2]
    far, leaning = replace(one, probabilities=(0.1, 0.1, 0.8)), replace(two, probabilities=(0.44, 0.3, 0.26))

    shown = near_misses([far, leaning], archive.store, limit=5)

    assert [miss.quote for miss in shown] == [two.alignment.statement.text, one.alignment.statement.text]
