import json

import pytest

from service.ingest.items import Problem, Source
from service.ingest.liveblog import entries
from service.ingest.readers.html import html
from service.types import Document

BODY = "".join(
    f"<p>The ferry company said on day {day} that the bridge would stay closed to all lorries.</p>" for day in range(4)
)


def read(tmp_path, markup, **metadata):
    path = tmp_path / "page.html"
    path.write_bytes(markup if isinstance(markup, bytes) else markup.encode())
    (found,) = html(Source("page.html", path, metadata))
    return found


def page(*items, body=BODY, head=""):
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(item)}</script>' for item in items)
    return (
        f"<html lang='en'><head><title>Site | Bridge</title>{head}{scripts}</head>"
        f"<body><nav>Home Sport</nav><article><h1>Bridge closed</h1>{body}</article></body></html>"
    )


def test_a_news_article_gives_its_fields_and_its_main_text(tmp_path):
    item = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": "Bridge closed to lorries",
        "datePublished": "2024-01-15T18:05:00+01:00",
        "dateModified": "2024-01-16T08:00:00Z",
        "author": [{"@type": "Person", "name": "Ana Roe"}],
        "publisher": {"@type": "Organization", "name": "Harbour Post"},
        "mainEntityOfPage": {"@id": "https://post.example/bridge"},
        "expires": "2024-03-01",
        "correction": {"@type": "CorrectionComment", "text": "An earlier version named another bridge."},
    }
    found = read(tmp_path, page({"@graph": [{"@type": "WebSite", "name": "x"}, item]}))

    assert isinstance(found, Document)
    assert (found.title, found.author, found.publisher) == ("Bridge closed to lorries", "Ana Roe", "Harbour Post")
    assert found.published_at.at.isoformat() == "2024-01-15T18:05:00+01:00"
    assert found.expires_at.date().isoformat() == "2024-03-01"
    assert found.url == "https://post.example/bridge"
    assert found.extra["correction"] == "An earlier version named another bridge."
    assert "on day 3" in found.text
    assert "Sport" not in found.text


def test_a_live_blog_posting_becomes_entries_with_their_own_moments(tmp_path):
    item = {
        "@type": "LiveBlogPosting",
        "headline": "Storm live",
        "datePublished": "2024-01-14T08:00:00Z",
        "liveBlogUpdate": [
            {
                "headline": "Bridge closed",
                "datePublished": "2024-01-15T00:10:00Z",
                "articleBody": "<p>Lorries wait.</p>",
            },
            {"headline": "Ferry late", "datePublished": "2024-01-14T22:30:00+02:00", "articleBody": "It docked."},
        ],
    }
    found = read(tmp_path, page(item))

    assert found.kind == "live_blog"
    assert [(one.heading, one.stated_at.at.isoformat()) for one in entries(found)] == [
        ("Bridge closed", "2024-01-15T00:10:00+00:00"),
        ("Ferry late", "2024-01-14T22:30:00+02:00"),
    ]


def test_a_claim_review_makes_a_fact_check_with_the_claim_and_its_rating(tmp_path):
    item = {
        "@type": "ClaimReview",
        "claimReviewed": "The bridge fell into the sea",
        "author": {"name": "Check Desk"},
        "url": "https://check.example/bridge",
        "reviewRating": {"alternateName": "False", "ratingValue": 1},
    }
    found = read(tmp_path, page(item))

    assert (found.kind, found.publisher) == ("fact_check", "Check Desk")
    assert (found.extra["claim_reviewed"], found.extra["rating"]) == ("The bridge fell into the sea", "False")


def test_what_the_desk_says_of_a_page_stands_above_what_the_page_says(tmp_path):
    found = read(tmp_path, page({"@type": "NewsArticle", "headline": "Other"}), id="own", title="Own title")

    assert (found.id, found.title) == ("own", "Own title")


@pytest.mark.parametrize(
    "markup",
    [
        page(body=BODY.replace("</p>", "")),  # tags never closed
        page(head="<script type='application/ld+json'>{broken</script>"),
        page(head='<script type="application/ld+json">' + "[" * 5000 + "</script>"),
        page(head="<meta charset='windows-1252'>").encode("cp1252"),
        page().encode("utf-16"),
        "<!DOCTYPE html [<!ENTITY a 'aaaa'><!ENTITY b '&a;&a;'>]>" + page(),
    ],
)
def test_broken_pages_are_still_read(tmp_path, markup):
    assert "on day 3" in read(tmp_path, markup).text


@pytest.mark.parametrize(
    ("markup", "message"),
    [
        ("", "text"),
        ("<html><body></body></html>", "no article text"),
        (b"\x00\x01\x02", "not a text"),
        ("<div>" * 3000 + "deep" + "</div>" * 3000, "nested deeper"),
        (b"<p>" + b"x" * (17 * 1024 * 1024), "larger than 16 MiB"),
    ],
)
def test_pages_without_an_article_are_problems(tmp_path, markup, message):
    found = read(tmp_path, markup)

    assert isinstance(found, Problem)
    assert message in found.message or "HTML" in found.message
