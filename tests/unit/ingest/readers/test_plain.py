import pytest

from service.errors import InvalidInput
from service.ingest.decoding import decoded
from service.ingest.items import Source
from service.ingest.readers.plain import markdown, plain_text, unmarked


def test_markdown_signs_go_and_wrapped_lines_are_joined():
    text = "# Ferry\n\nThe **ferry** [docked](https://x.example)\nlate, *they* said.\n\n- one\n- two\n\n> A quote.\n"

    assert unmarked(text) == "Ferry\n\nThe ferry docked late, they said.\n\none\ntwo\n\nA quote.\n"


def test_front_matter_gives_the_fields(tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Ferry docks\npublished_at: 2024-01-15\npublisher: 'Post'\n---\n\nIt came late.\n")
    (found,) = markdown(Source("sub/a.md", path))

    assert (found.id, found.title, found.publisher, found.text) == ("sub/a", "Ferry docks", "Post", "It came late.\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_a_text_in_any_usual_encoding_is_read(tmp_path, encoding):
    path = tmp_path / "a.txt"
    path.write_bytes("Café “open” – 5 €".encode(encoding))
    (found,) = plain_text(Source("a.txt", path))

    assert found.text == "Café “open” – 5 €"


def test_text_from_right_to_left_keeps_its_characters():
    assert decoded("הספינה עגנה. \u202bשלום\u202c".encode()) == "הספינה עגנה. \u202bשלום\u202c"


@pytest.mark.parametrize(
    "content", [b"\x89PNG\r\n\x1a\n\x00\x00", b"PK\x03\x04\x14\x00", b"\xff\xfe\x00\xd8", b"\x81\x8d\x8f" * 40]
)
def test_what_is_no_text_is_refused(content):
    with pytest.raises(InvalidInput):
        decoded(content)
