from service.ingest.items import Problem, Source
from service.ingest.readers.feed import feed

RSS = """<?xml version="1.0"?>
<rss version="2.0"><channel><title>Gather News</title><language>en</language>
<item><title>Ferry docks</title><link>https://gather.example/1</link><guid>tag:1</guid>
<source url="https://post.example/rss">Harbour Post</source>
<pubDate>Mon, 15 Jan 2024 18:05:00 +0100</pubDate>
<description>&lt;p&gt;The ferry &lt;b&gt;docked&lt;/b&gt; late.&lt;/p&gt;&lt;p&gt;It rained.&lt;/p&gt;</description>
</item>
<item><title>No text</title><guid>tag:2</guid></item>
<item><title>No id</title><description>The bridge closed.</description></item>
</channel></rss>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour Post</title>
<entry><id>urn:a</id><title>Bridge</title><updated>2024-01-16T08:00:00Z</updated><published>2024-01-15T08:00:00Z</published>
<author><name>Ana Roe</name></author><content type="html">&lt;p&gt;The bridge closed to lorries.&lt;/p&gt;</content>
<summary>Short.</summary></entry></feed>"""


def read(tmp_path, content):
    path = tmp_path / "feed.xml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return list(feed(Source("feed.xml", path)))


def test_an_entry_is_a_document_published_by_its_source(tmp_path):
    first, second, third = read(tmp_path, RSS)

    assert (first.id, first.title, first.text) == ("tag:1", "Ferry docks", "The ferry docked late.\n\nIt rained.")
    assert (first.publisher, first.extra["feed"]) == ("Harbour Post", "Gather News")
    assert first.published_at.at.isoformat() == "2024-01-15T18:05:00+01:00"
    assert [type(one) for one in (second, third)] == [Problem, Problem]
    assert second.source == "feed.xml, entry 2"


def test_an_atom_entry_keeps_its_longest_text_and_both_dates(tmp_path):
    (entry,) = read(tmp_path, ATOM)

    assert (entry.id, entry.author, entry.text) == ("urn:a", "Ana Roe", "The bridge closed to lorries.")
    assert entry.published_at.at.isoformat() == "2024-01-15T08:00:00+00:00"
    assert entry.extra["updated_at"].startswith("2024-01-16")


def test_a_feed_that_declares_entities_is_refused(tmp_path):
    bomb = '<!DOCTYPE r [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + RSS.replace("Ferry docks", "&b;")
    (found,) = read(tmp_path, bomb)

    assert "declares entities" in found.message


def test_what_is_no_feed_is_a_problem(tmp_path):
    for content in ("", "<html></html>", b"\x00\x01", "not xml at all", RSS[:200]):
        (found,) = read(tmp_path, content)
        assert isinstance(found, Problem)
