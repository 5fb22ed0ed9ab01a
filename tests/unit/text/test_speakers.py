import pytest

from service.text.analyse import analysis
from service.text.speakers import speakers
from tests.conftest import examples


@pytest.mark.parametrize("case", examples("speakers"), ids=lambda case: case["sentences"][-1][:45])
def test_the_speaker_of_each_sentence_of_an_entry(case):
    texts = case["sentences"]

    found = speakers(texts, [analysis(text) for text in texts])

    assert [speaker and [speaker.name, speaker.cue] for speaker in found] == case["speakers"]
    assert "roles" not in case or [speaker and speaker.role for speaker in found] == case["roles"]
