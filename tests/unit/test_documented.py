"""The README says what is there."""

import re
from dataclasses import fields
from pathlib import Path

import pytest

from service.config import Settings, variable
from service.types import Label

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")


@pytest.mark.parametrize("one", fields(Settings), ids=variable)
def test_each_setting_is_in_the_readme_with_its_meaning(one):
    row = next((line for line in README.splitlines() if line.startswith(f"| `{variable(one)}` |")), None)
    assert row is not None
    assert one.metadata["meaning"] in row


def test_the_readme_names_no_setting_that_is_not_there():
    known = {variable(one) for one in fields(Settings)}
    assert set(re.findall(r"FACTCHECK_[A-Z_]+[A-Z]", README)) <= known


@pytest.mark.parametrize("label", [label.value for label in Label])
def test_each_verdict_is_in_the_readme(label):
    assert label in README
