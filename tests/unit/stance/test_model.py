"""The stance model, with the file that is shipped."""

import json
import shutil
from pathlib import Path

import pytest

import service
from service.errors import ModelError
from service.stance.model import LABELS, NETWORK, PACKED, TOKENIZER, StanceModel, network
from service.stance.model_labels import ModelLabels

SHIPPED = Path(service.__file__).parent / "model"

STATEMENT = "Mayor Lia Dorn stepped down on Friday, the council said, a week after she lost a vote of confidence."
PAIRS = [
    ("Mayor Lia Dorn stepped down on Friday.", STATEMENT),
    ("Mayor Lia Dorn stepped down on Tuesday.", STATEMENT),
    ("The price of bread doubled in the spring.", STATEMENT),
]


@pytest.fixture(scope="module")
def model():
    return StanceModel.open(SHIPPED, threads=1)


@pytest.fixture
def folder(tmp_path):
    """A copy of the shipped model that a test may break."""
    for name in (PACKED, TOKENIZER, LABELS):
        shutil.copy(SHIPPED / name, tmp_path / name)
    return tmp_path


def test_each_pair_gets_three_shares_of_one(model):
    answers = model.probabilities(PAIRS)

    assert len(answers) == len(PAIRS)
    assert all(len(answer) == 3 and sum(answer) == pytest.approx(1) for answer in answers)


def test_answers_come_as_supports_refutes_neutral(model):
    supported, refuted, neutral = model.probabilities(PAIRS)

    assert max(supported) == supported[0]
    assert max(refuted) == refuted[1]
    assert max(neutral) == neutral[2]


def test_nothing_asked_nothing_answered(model):
    assert model.probabilities([]) == []


def test_a_pair_gets_the_same_answer_alone_and_in_company(model):
    together = model.probabilities([*PAIRS, ("long " * 100, "text " * 300)])

    for pair, answer in zip(PAIRS, together, strict=False):
        assert model.probabilities([pair])[0] == pytest.approx(answer, abs=1e-3)


def test_two_threads_answer_like_one(model):
    other = StanceModel.open(SHIPPED, threads=2)

    for one, two in zip(model.probabilities(PAIRS), other.probabilities(PAIRS), strict=True):
        assert one == pytest.approx(two, abs=1e-3)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " \n\t ",
        "word " * 5_000,
        "[SEP] [CLS] [MASK] [PAD] ##ing",
        "\x00\x07\u202e\ufeff",
        "\ud800 half a pair",
        "😀" * 400,
        "ⅷ ﬁ Ａ é",
        "a" * 20_000,
        "» | » |",
    ],
    ids=["empty", "blank", "long", "specials", "controls", "surrogate", "emoji", "forms", "one word", "marks"],
)
def test_hostile_text_gets_an_answer(model, text):
    for answer in model.probabilities([(text, STATEMENT), (STATEMENT, text), (text, text)]):
        assert sum(answer) == pytest.approx(1)


def test_a_long_premise_keeps_its_statement(model):
    before = "The council met in the old hall and spoke of roads and schools. " * 20

    assert model.probabilities([(PAIRS[0][0], f"{before}» {STATEMENT}")])[0][0] > 0.5


def test_the_id_changes_with_any_file(model, folder):
    assert StanceModel.open(folder, threads=1).id == model.id

    labels = json.loads((folder / LABELS).read_text())
    (folder / LABELS).write_text(json.dumps(labels | {"calibration": {"temperature": 3.0}}))

    assert StanceModel.open(folder, threads=1).id != model.id


def test_another_order_of_labels_is_undone(model, folder):
    labels = json.loads((folder / LABELS).read_text())
    (folder / LABELS).write_text(json.dumps(labels | {"labels": ["refutes", "supports", "neutral"], "calibration": {}}))
    swapped = StanceModel.open(folder, threads=1).probabilities(PAIRS[:1])[0]

    assert swapped[1] > swapped[0]


@pytest.mark.parametrize("name", [PACKED, TOKENIZER, LABELS])
def test_a_missing_file_is_named(folder, name):
    (folder / name).unlink()

    with pytest.raises(ModelError, match=name):
        StanceModel.open(folder, threads=1)


@pytest.mark.parametrize("name", [PACKED, TOKENIZER, LABELS])
@pytest.mark.parametrize("content", [b"", b"{}", b"\xff\xfe\x00torn"], ids=["empty", "braces", "torn"])
def test_a_broken_file_is_named(folder, name, content):
    (folder / name).write_bytes(content)

    with pytest.raises(ModelError, match=name):
        StanceModel.open(folder, threads=1)


@pytest.mark.parametrize("name", [PACKED, NETWORK])
def test_half_a_network_is_refused(folder, name):
    (folder / NETWORK).write_bytes(network(folder))
    whole = (folder / name).read_bytes()
    (folder / name).write_bytes(whole[: len(whole) // 2])
    if name == PACKED:
        (folder / NETWORK).unlink()

    with pytest.raises(ModelError, match=name):
        StanceModel.open(folder, threads=1)


def test_a_network_may_lie_there_unpacked(model, folder):
    (folder / NETWORK).write_bytes(network(folder))
    (folder / PACKED).unlink()

    assert StanceModel.open(folder, threads=1).probabilities(PAIRS) == model.probabilities(PAIRS)


@pytest.mark.parametrize(
    "content",
    [
        {"labels": ["supports", "refutes"]},
        {"labels": ["yes", "no", "maybe"]},
        {"labels": ["supports", "refutes", "neutral"], "calibration": {"temperature": 0}},
        {"labels": ["supports", "refutes", "neutral"], "calibration": {"bias": [0]}},
        {"labels": ["supports", "refutes", "neutral"], "most_claim_tokens": 128},
        ["supports", "refutes", "neutral"],
    ],
    ids=["two labels", "other labels", "no temperature", "short bias", "no room", "a list"],
)
def test_labels_that_cannot_be_are_refused(content):
    with pytest.raises((ValueError, KeyError, TypeError, AttributeError)):
        ModelLabels.from_json(json.dumps(content))
