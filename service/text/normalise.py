"""Folding of odd characters. `plain` keeps every offset; `folded` is for comparing and hashing, not for offsets."""

import re
import unicodedata

# One odd character -> one plain character, so that offsets into the result are offsets into the original.
SAME_LENGTH = str.maketrans(
    {
        "\u00a0": " ",  # no-break space
        "\u1680": " ",  # ogham space mark
        **{chr(code): " " for code in range(0x2000, 0x200B)},  # en quad ... hair space
        "\u202f": " ",  # narrow no-break space
        "\u205f": " ",  # medium mathematical space
        "\u3000": " ",  # ideographic space
        "\u200b": " ",  # zero width space
        "\ufeff": " ",  # byte order mark in the middle of a text
        "\u2018": "'",  # left single quotation mark
        "\u2019": "'",  # right single quotation mark, the typographic apostrophe
        "\u201a": "'",  # low single quotation mark
        "\u201b": "'",  # reversed single quotation mark
        "\u02bc": "'",  # modifier letter apostrophe
        "\u2032": "'",  # prime
        "\u00b4": "'",  # acute accent typed for an apostrophe
        "`": "'",
        "\u201c": '"',  # left double quotation mark
        "\u201d": '"',  # right double quotation mark
        "\u201e": '"',  # low double quotation mark
        "\u201f": '"',  # reversed double quotation mark
        "\u00ab": '"',  # left guillemet
        "\u00bb": '"',  # right guillemet
        "\u2033": '"',  # double prime
        "\u2010": "-",  # hyphen
        "\u2011": "-",  # non-breaking hyphen
        "\u2012": "-",  # figure dash
        "\u2013": "-",  # en dash
        "\u2014": "-",  # em dash
        "\u2015": "-",  # horizontal bar
        "\u2212": "-",  # minus sign
    }
)

COMBINING = re.compile(f"[{''.join(chr(code) for code in range(0x300, 0x10000) if unicodedata.combining(chr(code)))}]+")
SPACES = re.compile(r"\s+")


def plain(text: str) -> str:
    """The text with plain spaces, quotes and dashes, each character in its place.

    input:  “It’s over” – he said
    output: "It's over" - he said
    """
    return text if text.isascii() else text.translate(SAME_LENGTH)


def without_marks(text: str) -> str:
    """The text without accents and with compatibility forms unfolded.

    input:  Café Ａ ﬁve
    output: Cafe A five
    """
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", COMBINING.sub("", unicodedata.normalize("NFKD", text)))


def folded(text: str) -> str:
    """A form in which two printings of the same words are equal; offsets are lost.

    input:  “Café”  –  It’s
    output: "cafe" - it's
    """
    return SPACES.sub(" ", without_marks(plain(text)).casefold()).strip()
