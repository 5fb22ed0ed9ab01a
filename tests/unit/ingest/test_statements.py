from hypothesis import given
from hypothesis import strategies as st

from service.ingest.statements import statements
from service.types import StatementKind
from tests.builders import document, live_blog


def texts(found, kind):
    return [one.text for one in found if one.kind is kind]


def test_a_live_blog_gives_its_headlines_sentences_captions_and_posts_without_the_furniture():
    found = statements(live_blog())

    assert texts(found, StatementKind.CAPTION) == ["Passengers wait on the quay"]
    assert texts(found, StatementKind.HEADLINE) == [
        "What happened today",
        "Bridge to stay closed overnight",
        "Storm reaches the coast",
    ]
    assert texts(found, StatementKind.POST) == ["Stay at home tonight."]
    assert texts(found, StatementKind.SENTENCE) == [
        "The harbour office closed the bridge to lorries on Monday.",
        "Ferries stopped at noon",
        "The bridge stays closed",
        "The harbour office said 18 lorries were waiting.",
        "“We ask for patience.",
        "It will take time,” it said.",
        "Winds reached 110 km/h, the weather service said.",
    ]


def test_the_author_of_a_post_is_its_speaker():
    blog = live_blog()
    post = next(one for one in statements(blog) if one.kind is StatementKind.POST)

    assert (post.speaker.name, post.speaker.cue) == ("Coast Guard", "posted")
    assert blog.text[post.speaker.start : post.speaker.end] == "Coast Guard"


def test_a_statement_knows_its_entry_its_time_and_its_neighbours():
    blog = live_blog()
    found = {one.text: one for one in statements(blog)}
    asked = found["“We ask for patience."]

    assert asked.heading == "Bridge to stay closed overnight"
    assert asked.before == "The harbour office said 18 lorries were waiting."
    assert asked.stated_at.at.isoformat() == "2024-01-15T23:40:00+00:00"
    context = blog.text[asked.context_start : asked.context_end]
    assert context.startswith("The harbour office said 18")
    assert context.endswith("it said.")


def test_an_article_is_stated_on_its_day_and_its_first_line_is_its_headline():
    text = "Ferry sails again\n\nLISBON (AP) - The ferry sailed.\n\n- A long wait -\n\nIt was full."
    found = statements(document(text))

    assert [(one.text, one.kind.value) for one in found] == [
        ("Ferry sails again", "headline"),
        ("The ferry sailed.", "sentence"),
        ("A long wait", "headline"),
        ("It was full.", "sentence"),
    ]
    assert {one.stated_at.at.isoformat() for one in found} == {"2024-01-16T00:00:00+00:00"}


def test_a_caption_above_its_credit_line_is_a_caption():
    found = statements(document("The ferry sailed.\n\nA ferry leaves\n— Lisbon (Portugal) (AFP)\n\nIt was full."))

    assert [(one.text, one.kind.value) for one in found][1] == ("A ferry leaves", "caption")
    assert len(found) == 3


def test_a_title_that_is_not_in_the_text_is_the_heading_and_no_statement():
    found = statements(document(title="Ferry full"))

    assert {one.heading for one in found} == {"Ferry full"}
    assert "Ferry full" not in [one.text for one in found]


LINES = st.sampled_from(
    [
        "Ferry docks",
        "The ferry came at 7 p.m. “It was full,” she said.",
        "11:40 PM GMT",
        "09:05",
        "A quay - Ana Roe/AP",
        "— Rome (Italy) (AFP)",
        "- A wait -",
        "Read more: x",
        "Wind! — Ida Roe (@ida) May 3, 2024",
        "LISBON (AP) - It rained.",
        "\U0001f4e6 Boxes",
        "צה״ל אמר.",
        "",
    ]
)


@given(st.lists(LINES, min_size=1, max_size=14), st.sampled_from(["\n", "\n\n", "\r\n", "\n\n\n\n"]))
def test_every_statement_is_the_text_at_its_offsets(lines, gap):
    text = gap.join(lines) + "."
    for made in (document(text), live_blog(text)):
        found = statements(made)
        assert [one.id for one in found] == [f"{made.id}#{number:06d}" for number in range(len(found))]
        end = 0
        for one in found:
            assert made.text[one.start : one.end] == one.text
            assert one.context_start <= one.start < one.end <= one.context_end
            assert one.start >= end
            end = one.end
