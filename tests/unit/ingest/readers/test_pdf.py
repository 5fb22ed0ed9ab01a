import zlib

import pytest

from service.ingest.items import Problem, Source
from service.ingest.readers.pdf import pdf, unwrapped


def made(lines, *, packed=False, title="Ferry report"):
    """A PDF of one page with these lines, written by hand."""
    drawn = b"BT /F1 11 Tf 14 TL 40 760 Td " + b" ".join(b"(" + line.encode() + b") Tj T*" for line in lines) + b" ET"
    content = zlib.compress(drawn) if packed else drawn
    extra = b"/Filter /FlateDecode " if packed else b""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< " + extra + b"/Length " + str(len(content)).encode() + b" >>\nstream\n" + content + b"\nendstream",
        b"<< /Title (" + title.encode() + b") /CreationDate (D:20240115180500Z) >>",
    ]
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += str(number).encode() + b" 0 obj\n" + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return out + b"trailer << /Size 6 /Root 1 0 R /Info 5 0 R >>\nstartxref\n" + str(start).encode() + b"\n%%EOF\n"


def read(tmp_path, content):
    path = tmp_path / "a.pdf"
    path.write_bytes(content)
    (found,) = pdf(Source("a.pdf", path))
    return found


@pytest.mark.parametrize("packed", [False, True])
def test_a_pdf_gives_its_text_title_and_date(tmp_path, packed):
    found = read(tmp_path, made(["The ferry docked late on Monday.", "It rained."], packed=packed))

    assert "The ferry docked late on Monday." in found.text
    assert found.title == "Ferry report"
    assert found.published_at.at.isoformat() == "2024-01-15T18:05:00+00:00"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"%PDF-1.4 nothing",
        b"no pdf",
        made(["x"])[:300],
        made([""]),
        made(["The ferry."]).replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"),  # pages that hold themselves
        made(["The ferry."], packed=True).replace(b"FlateDecode", b"Unknown1234"),
    ],
)
def test_a_pdf_that_cannot_be_read_is_a_problem(tmp_path, content):
    assert isinstance(read(tmp_path, content), Problem)


def test_wrapped_lines_are_joined_and_hyphens_taken_out():
    text = "The ferry company said on Monday that the har-\nbour bridge would stay closed to all lorries.\n\nIt rained."

    assert unwrapped(text) == (
        "The ferry company said on Monday that the harbour bridge would stay closed to all lorries.\n\nIt rained."
    )
