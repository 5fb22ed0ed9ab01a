"""Plain text and Markdown: one file, one document."""

import re
from collections.abc import Iterator
from pathlib import PurePath

from service.errors import InvalidInput
from service.ingest.decoding import decoded
from service.ingest.items import Item, Problem, Source
from service.ingest.metadata import document

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>(?:[^\n]*\n){0,60}?)---[ \t]*\r?\n")
FIELD = re.compile(r"^(?P<name>[\w-]+):[ \t]*(?P<value>.+?)[ \t]*\r?$", re.MULTILINE)
HEADING = re.compile(r"^#{1,2}[ \t]+(?P<title>.+?)[ \t]*#*[ \t]*$", re.MULTILINE)
# Markdown's signs, replaced by nothing: what is left is the text that a reader of the page sees.
MARKUP = (
    (re.compile(r"^```.*?^```[ \t]*$", re.MULTILINE | re.DOTALL), ""),
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]+)\]\([^)]*\)"), r"\1"),
    (re.compile(r"^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$", re.MULTILINE), ""),
    (re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])[*_](?=\S)([^*_\n]+)(?<=\S)[*_](?![\w*])"), r"\1"),
    (re.compile(r"`([^`\n]+)`"), r"\1"),
)
WRAPPED = re.compile(r"(?<=[^\s])[ \t]*\r?\n(?=[^\s#>*+-])")


def plain_text(source: Source) -> Iterator[Item]:
    """The file as it stands; the id is the one of sources.jsonl or the file's name."""
    try:
        yield document(decoded(source.content()), source.metadata, PurePath(source.name).with_suffix("").as_posix())
    except InvalidInput as error:
        yield Problem(source.name, str(error))


def markdown(source: Source) -> Iterator[Item]:
    """The text without Markdown's signs; front matter gives the fields, the first heading the title."""
    try:
        text = decoded(source.content())
        fields, body = _front_matter(text)
        heading = HEADING.search(body)
        if heading:
            fields.setdefault("title", heading["title"])
        yield document(unmarked(body), {**fields, **source.metadata}, PurePath(source.name).with_suffix("").as_posix())
    except InvalidInput as error:
        yield Problem(source.name, str(error))


def unmarked(text: str) -> str:
    """The text that Markdown stands for, wrapped lines joined.

    input:  "# Ferry\\n\\nThe **ferry** [docked](x)\\nlate."
    output: "Ferry\\n\\nThe ferry docked late."
    """
    for sign, replacement in MARKUP[:1]:
        text = sign.sub(replacement, text)
    text = "\n\n".join(
        block if block.lstrip().startswith("#") else WRAPPED.sub(" ", block)
        for block in re.split(r"\n[ \t]*\r?\n", text)
    )
    for sign, replacement in MARKUP[1:]:
        text = sign.sub(replacement, text)
    return text.strip() + "\n"


def _front_matter(text: str) -> tuple[dict[str, object], str]:
    found = FRONT_MATTER.match(text)
    if found is None:
        return {}, text
    fields = {field["name"]: field["value"].strip("\"'") for field in FIELD.finditer(found["fields"])}
    return dict(fields), text[found.end() :]
