"""What a person sees: each test waits for words on the page, not for time."""

import json
import re

import pytest

from tests.browser.conftest import NARROW

WAIT = 15_000  # milliseconds, for a machine that is busy
EXAMPLES = [
    ("The General Assembly resolution got 121 votes in favour.", "Supported"),
    ("The General Assembly resolution got 131 votes in favour.", "Refuted"),
    (
        "The global average temperature in 2023 was 1.48 degrees above the level of 1850 to 1900.",
        "Conflicting evidence",
    ),
    ("The price of copper rose by 4% in Santiago.", "Not enough evidence"),
]
SQUID = "The lighthouse of Marrowby counted 417 ships in January 2024."


def check(page, claim):
    """Enter a claim, check it, wait for the verdict."""
    page.get_by_label("Claim", exact=True).fill(claim)
    page.get_by_role("button", name="Check the claim").click()
    page.locator("#verdict").wait_for(timeout=WAIT)


@pytest.mark.parametrize(("claim", "verdict"), EXAMPLES, ids=[verdict for _, verdict in EXAMPLES])
def test_each_example_gets_its_verdict(page, picture, claim, verdict):
    page.get_by_role("button", name=claim).click()
    page.get_by_role("heading", name=verdict, exact=True).wait_for(timeout=WAIT)
    picture(page)


def test_both_sides_stand_with_their_sources_and_the_compared_words_marked(page):
    check(page, EXAMPLES[1][0])
    assert "131" in page.locator(".verdict mark").first.inner_text()
    contradicting = page.locator(".side.refutes")
    assert "121" in contradicting.locator("blockquote mark").first.inner_text()
    assert "Sample Desk" in contradicting.inner_text()
    assert "27 October 2023" in contradicting.inner_text()
    assert "Supports it (0)" in page.locator(".side.supports").inner_text()


def test_the_quote_can_be_read_in_its_source(page, picture):
    check(page, EXAMPLES[1][0])
    quote = page.locator(".side.refutes .quote").first.inner_text()
    page.get_by_role("button", name="Read it in the source").first.click()
    source = page.get_by_role("dialog")
    source.locator("mark").wait_for(timeout=WAIT)
    assert source.locator("mark").inner_text() == quote
    picture(page, whole=False)
    page.keyboard.press("Escape")
    source.wait_for(state="hidden")


def test_a_figure_that_grew_is_drawn_and_told(page, picture):
    check(page, "The earthquake killed 41,156 people in Turkey.")
    plot = page.get_by_role("img", name=re.compile("53,537"))
    assert plot.locator("circle").count() == 4
    page.get_by_text("As a table").click()
    assert page.locator("tbody tr").count() == 4
    picture(page)


def test_silence_says_what_was_searched(page):
    check(page, EXAMPLES[3][0])
    said = page.locator("#answer").inner_text()
    assert re.search(r"\d+ documents, \d+ \w+ \d{4} to \d+ \w+ \d{4}; \d+ statements? looked at", said)


def test_a_claim_that_cannot_be_used_is_explained(page, picture):
    page.get_by_label("Claim", exact=True).fill("   ")
    page.get_by_role("button", name="Check the claim").click()
    alert = page.get_by_role("alert").filter(has_text="/claim")
    alert.wait_for(timeout=WAIT)
    assert alert.get_by_role("heading").inner_text() == "This cannot be checked as it stands"
    assert "Request" in alert.inner_text()
    picture(page)
    assert ["422" in complaint for complaint in page.complaints] == [True]  # the browser notes the status; that is all
    page.complaints.clear()


def test_a_service_that_is_gone_is_explained(page, picture):
    page.route("**/v1/verdicts", lambda route: route.abort("connectionrefused"))
    page.get_by_label("Claim", exact=True).fill("Anything at all.")
    page.get_by_role("button", name="Check the claim").click()
    page.get_by_text("The service cannot be reached").wait_for(timeout=WAIT)
    picture(page)
    assert all("ERR_CONNECTION_REFUSED" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_a_slow_answer_is_waited_for_and_can_be_stopped(page, picture):
    held = []
    page.route("**/v1/verdicts", lambda route: held.append(route))  # neither answered nor sent on
    page.get_by_label("Claim", exact=True).fill(EXAMPLES[0][0])
    page.get_by_role("button", name="Check the claim").click()
    page.get_by_text("This takes longer than usual.").wait_for(timeout=WAIT)
    picture(page)
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped.").wait_for(timeout=WAIT)
    assert len(held) == 1
    assert not page.locator("#answer").is_visible()


def test_an_article_is_read_sentence_by_sentence(page, picture):
    page.get_by_role("tab", name="An article").click()
    page.get_by_role("button", name="Fill in an example").click()
    page.get_by_role("button", name="Check the article").click()
    page.get_by_text(re.compile(r"^Done: 7 sentences, \d worth checking")).wait_for(timeout=WAIT)
    assert page.locator(".sentences > li").count() == 7
    assert page.locator("#sentences .chip").count() >= 3
    picture(page)
    page.get_by_role("button", name="Check it as a claim").first.click()
    page.locator("#verdict").wait_for(timeout=WAIT)
    assert page.get_by_role("tab", name="A claim").get_attribute("aria-selected") == "true"


def test_sentences_appear_as_they_come(page, server):
    page.get_by_role("tab", name="An article").click()
    page.get_by_label("Article", exact=True).fill("In 2024 Labour won 411 seats. " * 400)
    page.get_by_role("button", name="Check the article").click()
    page.locator(".sentences > li").first.wait_for(timeout=WAIT)
    assert page.get_by_role("progressbar").is_visible()
    page.get_by_role("button", name="Stop").click()
    page.get_by_text("Stopped.").wait_for(timeout=WAIT)
    assert 0 < page.locator(".sentences > li").count() < 400


def test_hostile_text_stays_text(page, picture):
    check(page, SQUID)
    answer = page.locator("#answer")
    assert "<img src=x onerror=alert(5)>" in answer.inner_text()
    assert answer.locator("img, script, b[onmouseover], svg[onload]").count() == 0
    assert answer.locator("a[href^='javascript']").count() == 0
    page.get_by_role("button", name="Read it in the source").first.click()
    page.get_by_role("dialog").locator("mark").wait_for(timeout=WAIT)
    assert "</script><script>alert(6)</script>" in page.get_by_role("dialog").inner_text()
    picture(page, whole=False)


def test_a_hostile_claim_stays_text(page):
    check(page, "<img src=x onerror=alert(8)> {{7*7}} counted 900 ships.")
    assert page.locator(".verdict .claim").inner_text() == "<img src=x onerror=alert(8)> {{7*7}} counted 900 ships."
    assert page.locator("#answer img").count() == 0


def test_no_script_of_a_text_could_run(page):
    made = "() => { const made = document.createElement('div'); made.innerHTML = '<b>x</b>'; }"
    with pytest.raises(Exception, match="TrustedHTML"):
        page.evaluate(made)
    page.complaints.clear()


def test_a_narrow_screen_needs_no_scrolling_sideways(open_page, picture):
    page = open_page(viewport=NARROW, has_touch=True)
    check(page, EXAMPLES[1][0])
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    ends = "[...document.querySelectorAll('.side')].map((one) => one.getBoundingClientRect())"
    supporting, contradicting = page.evaluate(f"{ends}.map((box) => [box.top, box.bottom])")
    assert contradicting[0] >= supporting[1]
    picture(page)


def test_dark_is_dark(open_page, picture):
    page = open_page(color_scheme="dark")
    check(page, EXAMPLES[1][0])
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert sum(int(part) for part in re.findall(r"\d+", colour)[:3]) < 150
    picture(page)


def test_everything_is_done_with_the_keyboard(page):
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowRight")
    assert page.get_by_role("tab", name="An article").get_attribute("aria-selected") == "true"
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Tab")
    page.keyboard.type(EXAMPLES[1][0])
    page.keyboard.press("Control+Enter")
    page.locator("#verdict").wait_for(timeout=WAIT)
    assert page.evaluate("document.activeElement.id") == "answer"
    assert EXAMPLES[1][0] in page.locator(".verdict .claim").inner_text()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Read it in the source"


def test_every_control_has_a_name(page):
    check(page, EXAMPLES[1][0])
    unnamed = """() => [...document.querySelectorAll('input, textarea, select, button, [role=tabpanel], article')]
        .filter((one) => !(one.labels?.length || one.ariaLabel || one.textContent.trim()))
        .filter((one) => !one.hasAttribute('aria-labelledby'))
        .map((one) => one.outerHTML)"""
    assert page.evaluate(unnamed) == []
    assert page.get_by_role("status").first.inner_text().startswith("Refuted.")  # what a screen reader says aloud


def test_the_answer_can_be_taken_along(open_page, server):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    check(page, EXAMPLES[1][0])
    page.get_by_role("button", name="Copy as text").click()
    page.get_by_text("Copied.").wait_for(timeout=WAIT)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith(f"Claim: {EXAMPLES[1][0]}\nVerdict: Refuted (")
    page.get_by_role("button", name="Copy as JSON").click()
    assert json.loads(page.get_by_label("What was copied").input_value())["verdict"] == "refuted"


def test_a_claimreview_draft_can_be_taken_along(page):
    check(page, EXAMPLES[1][0])
    page.get_by_text("ClaimReview draft").click()
    page.get_by_label("Address of the published review").fill("https://paper.example/check/1")
    page.get_by_label("Who signs it").fill("The Paper")
    page.get_by_role("button", name="Make and copy the draft").click()
    page.get_by_text(re.compile("^(Copied|Copy it from the box below)")).wait_for(timeout=WAIT)
    draft = json.loads(page.get_by_label("What was copied").input_value())
    assert draft["claimReviewed"] == EXAMPLES[1][0]
