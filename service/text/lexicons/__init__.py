"""Word lists as data: one entry a line, `#` comments; `word: value` lines where a value belongs to the word."""

from functools import cache
from importlib.resources import files


@cache
def entries(name: str) -> tuple[str, ...]:
    """The lines of a list without comments and blanks."""
    lines = files(__package__).joinpath(f"{name}.txt").read_text(encoding="utf-8").splitlines()
    bare = (line.split("#", 1)[0].strip() for line in lines)
    return tuple(line for line in bare if line)


@cache
def mapping(name: str) -> dict[str, str]:
    """`key: value` lines as a dict; several keys may share a line, `thousand, k: 1000`."""
    table: dict[str, str] = {}
    for line in entries(name):
        keys, _, value = line.partition(":")
        table.update((key.strip(), value.strip()) for key in keys.split(","))
    return table
