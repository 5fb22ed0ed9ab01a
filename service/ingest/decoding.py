"""Bytes -> text, saying no to what is no text."""

import codecs
import re

from service.errors import InvalidInput

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
C1_CONTROLS = re.compile("[\x80-\x9f]")  # what Latin-1 makes of Windows quotation marks


def decoded(content: bytes) -> str:
    """The text of a file in UTF-8, UTF-16, UTF-32 (with its mark) or Windows-1252; InvalidInput for anything else."""
    for mark, encoding in MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    if BINARY.search(content[:65536]):
        raise InvalidInput("not a text: it holds control bytes")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as error:
        text = content.decode("cp1252", "replace")
        odd = text.count("\ufffd") + len(C1_CONTROLS.findall(text))
        if odd * 100 > len(text) or not any(character.isalpha() for character in text):
            raise InvalidInput(f"not UTF-8 (byte {error.start}) and not Windows-1252") from error
        return text


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        raise InvalidInput(f"broken {encoding} at byte {error.start}") from error
