import pytest

from service.analysis import CueKind
from service.text.analyse import analysis
from service.text.inflections import Form, forms
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("attribution"), ids=lambda case: case["text"][:45])
def test_who_says_what_in_a_sentence(case):
    text = case["text"]

    assert [
        [
            text[told.source_start : told.source_end],
            text[told.cue_start : told.cue_end],
            text[told.content_start : told.content_end].strip(),
            told.kind.value,
        ]
        for told in analysis(text).attributions
    ] == case["found"]


def test_a_cue_inside_quotation_marks_attributes_nothing():
    assert not analysis("“He said no.”").attributions


def test_a_verb_is_known_in_all_its_forms():
    assert forms("deny") == {"deny": Form.BASE, "denies": Form.PRESENT, "denied": Form.PAST, "denying": Form.ING}
    assert "called for" in forms("call + for")
    assert forms("say said")["said"] is Form.PAST
    assert "planned" in forms("plan")


def test_a_plan_is_no_saying():
    (told,) = analysis("The council plans to build a school.").attributions

    assert told.kind is CueKind.HOLDS
