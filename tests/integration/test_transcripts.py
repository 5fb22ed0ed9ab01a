"""docs/transcripts.md is what the service says."""

import json
import re

import pytest

from tests.transcripts import CALLS, PAGE, all_answers


def documented(title):
    """Status line, media type and members of a transcript of the page."""
    text = PAGE.read_text("utf-8")
    block = text.split(f"\n## {title}\n", 1)[1].split("```")[1]
    status = re.search(r"^HTTP/1.1 .*$", block, re.MULTILINE)[0]
    kind = re.search(r"^Content-Type: (.*)$", block, re.MULTILINE)[1]
    members = re.findall(r'^ "([a-z_@A-Z]+)":', block, re.MULTILINE)
    return status, kind, members, "\n..." in block


@pytest.fixture(scope="module")
def answers():
    """Every call made again."""
    return {call.title: answer for call, answer in all_answers()}


@pytest.mark.parametrize("title", [call.title for call in CALLS])
def test_each_transcript_is_still_true(answers, title):
    status, kind, _, body = answers[title]
    told_status, told_kind, members, cut = documented(title)
    assert (told_status, told_kind) == (status, kind)
    if "ndjson" not in kind:
        expected = list(json.loads(body))
        assert members == expected[: len(members)]
        assert cut or members == expected
