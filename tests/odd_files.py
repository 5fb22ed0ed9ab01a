"""A folder of odd files by a seeded generator: what each holds, and whether a reader should find a document in it."""

import gzip
import io
import json
import os
import random
import zipfile
from pathlib import Path

from tests.unit.ingest.readers.test_pdf import made as pdf

WORDS = [
    *("ferry", "bridge", "harbour", "storm", "quay", "lorry", "captain", "Café", "naïve", "“word”", "412", "7,326"),
    *("U.S.", "£2.4m", "שלום", "مرحبا", "東京", "\U0001f4e6"),
]


def sentence(chance):
    return " ".join(["The ferry", *chance.choices(WORDS, k=8), "left on time."])


def text(chance):
    return "\n\n".join(sentence(chance) for _ in range(chance.randint(1, 6)))


def html(chance):
    body = f"<p>{text(chance)} It was late.</p>" * 3
    return f"<html><head><title>T</title></head><body><article>{body}</article></body></html>"


def cut(content, chance):
    return content[: chance.randrange(1, max(2, len(content) // 3))]


def packed(content):
    whole = io.BytesIO()
    with zipfile.ZipFile(whole, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", content)
    return whole.getvalue()


def row(chance, name):
    return json.dumps(
        {"id": name, "text": text(chance), "published_at": "2024-01-15"}, ensure_ascii=chance.random() < 0.5
    )


GOOD = {
    ".txt": lambda chance, name: text(chance).encode(),
    ".text": lambda chance, name: text(chance).replace("\n", "\r\n").encode("utf-16"),
    ".TXT": lambda chance, name: b"\xef\xbb\xbf" + text(chance).encode(),
    ".md": lambda chance, name: f"# Ferry {chance.random()}\n\n**{text(chance)}**".encode(),
    ".html": lambda chance, name: html(chance).encode(),
    ".htm": lambda chance, name: html(chance).replace("</p>", "").replace("</html>", "").encode(),
    ".json": lambda chance, name: row(chance, name).encode(),
    ".jsonl": lambda chance, name: (row(chance, name) + "\n\n").encode(),
    ".jsonl.gz": lambda chance, name: gzip.compress(row(chance, name).encode()),
    ".ninjs": lambda chance, name: json.dumps({"uri": name, "body_text": text(chance)}).encode(),
    ".rss": lambda chance, name: (
        f"<rss version='2.0'><channel><title>F</title><item><guid>{name}</guid><description>{sentence(chance)}"
        "</description></item></channel></rss>"
    ).encode(),
    ".pdf": lambda chance, name: pdf(["The ferry left the harbour late on Monday.", f"It held {chance.random()} t."]),
}
BAD = {
    ".txt": lambda chance, name: bytes(chance.choices(range(9), k=400)),
    ".text": lambda chance, name: b" \n\t\n",
    ".md": lambda chance, name: b"",
    ".html": lambda chance, name: b"<html><body><script>only()</script></body></html>",
    ".htm": lambda chance, name: b"<b>" * 4000,
    ".json": lambda chance, name: cut(row(chance, name).encode(), chance),
    ".jsonl": lambda chance, name: cut(row(chance, name).encode(), chance) + b"\n{}\n[]\n",
    ".jsonl.gz": lambda chance, name: cut(gzip.compress(row(chance, name).encode()), chance),
    ".ninjs": lambda chance, name: json.dumps({"uri": name, "headline": "no body"}).encode(),
    ".rss": lambda chance, name: (
        b"<!DOCTYPE r [<!ENTITY x 'yy'>]><rss><channel><item><guid>1</guid></item></channel></rss>"
    ),
    ".atom": lambda chance, name: b"<feed><entry>",
    ".pdf": lambda chance, name: cut(pdf(["The ferry left."]), chance),
    ".zip": lambda chance, name: packed("0" * 10_000_000),
    ".exe": lambda chance, name: b"MZ\x00\x01",
    "": lambda chance, name: text(chance).encode(),
}


def odd_folder(home: Path, count: int, seed: int) -> tuple[set[str], set[str]]:
    """Fill a folder; gives the names of the good files and of the bad ones."""
    chance = random.Random(seed)
    good, bad = set(), set()
    for number in range(count):
        kinds, names = (GOOD, good) if chance.random() < 0.6 else (BAD, bad)
        ending = chance.choice(sorted(kinds))
        place = chance.choice(["", "sub", "sub/deep er", "é"])
        name = f"{place}/{number:03d} odd{ending}".lstrip("/")
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(kinds[ending](chance, name))
        names.add(name)
    return good, bad


def traps(home: Path, outside: Path) -> set[str]:
    """Things that no reader should touch; gives their names."""
    (outside / "secret.txt").write_text("A secret outside the folder.")
    (home / "link.txt").symlink_to(outside / "secret.txt")
    (home / "linked").symlink_to(outside)
    (home / "loop").symlink_to(home)
    (home / "broken.txt").symlink_to(home / "nowhere")
    os.mkfifo(home / "pipe.txt")
    Path(os.fsdecode(os.fsencode(home) + b"/bad\xff.txt")).write_text("A name that is no UTF-8.")
    return {"link.txt", "linked", "loop", "broken.txt", "pipe.txt", "bad\\xff.txt"}
