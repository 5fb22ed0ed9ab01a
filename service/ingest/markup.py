"""HTML fragments and schema.org data, as feeds, ninjs and pages carry them. Nothing is fetched, no entity expanded."""

import re
from collections.abc import Iterator

import lxml.etree
import lxml.html
import msgspec

from service.errors import InvalidInput

BLOCKS = frozenset(
    {
        *(
            "address",
            "article",
            "aside",
            "blockquote",
            "br",
            "caption",
            "center",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
        ),
        *(
            "figure",
            "footer",
            "form",
            "h1",
            "h2",
            "h3",
            "h4",
            "h5",
            "h6",
            "header",
            "hr",
            "li",
            "main",
            "ol",
            "p",
            "pre",
        ),
        *("section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    }
)
SILENT = frozenset(
    {"script", "style", "noscript", "template", "iframe", "object", "svg", "math", "head", "title", "button", "select"}
    | {"nav"}
)
DEEPEST = 200  # elements within elements
SPACES = re.compile(r"[ \t\r\n\f\v]+")
HAS_TAGS = re.compile(r"<[a-zA-Z!/]")

Fields = dict[str, object]

_json = msgspec.json.Decoder()


def parsed(markup: str) -> lxml.html.HtmlElement:
    """The tree of an HTML page or fragment, however broken; InvalidInput where there is none."""
    try:
        return lxml.html.document_fromstring(markup.encode("utf-8"), parser=lxml.html.HTMLParser(encoding="utf-8"))
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise InvalidInput(f"no HTML: {error}") from error


def text_of(markup: str) -> str:
    """The text of an HTML fragment, a paragraph to each block.

    input:  "<p>The <b>ferry</b> left.</p><p>It rained &amp; blew.</p>"
    output: "The ferry left.\\n\\nIt rained & blew."
    """
    if not HAS_TAGS.search(markup) and "&" not in markup:
        return markup.strip()
    if not markup.strip():
        return ""
    pieces: list[str] = []
    _collect(parsed(markup), pieces, 0)
    lines = (SPACES.sub(" ", line).strip() for line in "".join(pieces).split("\0"))
    return "\n\n".join(line for line in lines if line)


def linked_data(tree: lxml.html.HtmlElement) -> list[Fields]:
    """The schema.org objects in a page's JSON-LD scripts; broken scripts are passed over."""
    found: list[Fields] = []
    for script in tree.iter("script"):
        if (script.get("type") or "").split(";")[0].strip().lower() != "application/ld+json":
            continue
        try:
            value = _json.decode((script.text or "").strip().rstrip(";").encode("utf-8", "replace"))
        except (msgspec.DecodeError, RecursionError):
            continue
        found += objects(value)
    return found


def objects(value: object, depth: int = 0) -> Iterator[Fields]:
    """Every object with a @type in a JSON-LD value, those in lists and in @graph too."""
    if depth > DEEPEST:
        return
    if isinstance(value, list):
        for one in value:
            yield from objects(one, depth + 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        yield from objects(value.get("@graph"), depth + 1)


def types_of(item: Fields) -> set[str]:
    """The names of an object's types without their address: {"NewsArticle"}."""
    named = item.get("@type")
    return {one.rsplit("/", 1)[-1] for one in (named if isinstance(named, list) else [named]) if isinstance(one, str)}


def text_field(item: Fields, *names: str) -> str | None:
    """The first of these fields that holds text, or a thing (or list of things) with a name.

    input:  {"author": [{"name": "Ana Roe"}]}, "author"
    output: "Ana Roe"
    """
    for name in names:
        value = item.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                one = one.get("name") or one.get("@id") or one.get("@value") or one.get("url")
            if isinstance(one, str) and one.strip():
                return one.strip()
    return None


def _collect(element: lxml.html.HtmlElement, pieces: list[str], depth: int) -> None:
    if not isinstance(element.tag, str) or element.tag in SILENT or depth > DEEPEST:
        return
    block = element.tag in BLOCKS
    pieces.append("\0" if block else "")
    pieces.append((element.text or "").replace("\0", " "))
    for child in element:
        _collect(child, pieces, depth + 1)
        pieces.append((child.tail or "").replace("\0", " "))
    pieces.append("\0" if block else "")
