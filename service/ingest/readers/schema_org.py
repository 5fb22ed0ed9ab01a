"""schema.org objects -> the fields of documents: NewsArticle, LiveBlogPosting, ClaimReview."""

from collections.abc import Iterable

from service.errors import InvalidInput
from service.ingest.markup import Fields, text_field, text_of, types_of
from service.ingest.metadata import moment
from service.types import Precision

ARTICLES = frozenset(
    {
        *("Article", "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "AskPublicNewsArticle"),
        *("BackgroundNewsArticle", "OpinionNewsArticle", "ReviewNewsArticle", "LiveBlogPosting", "BlogPosting"),
    }
)


def fields_of(found: Iterable[Fields]) -> Fields:
    """What a page's objects say of it as a whole; the first article counts, a ClaimReview makes it a fact check."""
    items = list(found)
    article = next((item for item in items if types_of(item) & ARTICLES), {})
    review = next((item for item in items if "ClaimReview" in types_of(item)), None)
    fields = _article(article)
    if review is not None:
        fields.update(_review(review))
    if "LiveBlogPosting" in types_of(article):
        fields["kind"] = "live_blog"
        text = live_blog_text(article)
        if text:
            fields["text"] = text
    return {name: value for name, value in fields.items() if value}


def live_blog_text(item: Fields) -> str:
    """A live blog as text: each update's moment on a line of its own, its headline, its body.

    input:  liveBlogUpdate: [{datePublished: "2024-01-15T18:05:00Z", headline: "Ferry docks", articleBody: ...}]
    output: "2024-01-15 18:05 UTC\\n\\nFerry docks\\n\\nIt came late."
    """
    updates = item.get("liveBlogUpdate")
    lines = [text_of(text_field(item, "description") or "")]
    for update in updates if isinstance(updates, list) else [updates]:
        if not isinstance(update, dict):
            continue
        body = text_of(text_field(update, "articleBody", "text", "description") or "")
        head = text_field(update, "headline", "name") or ""
        when = _time_line(text_field(update, "datePublished", "dateCreated", "dateModified"))
        if body or head:
            lines += [when, text_of(head), body]
    return "\n\n".join(line for line in lines if line) if len(lines) > 1 else ""


def _article(item: Fields) -> Fields:
    correction = item.get("correction")
    note = correction[0] if isinstance(correction, list) and correction else correction
    return {
        "title": text_field(item, "headline", "name"),
        "author": text_field(item, "author", "creator"),
        "publisher": text_field(item, "publisher", "sourceOrganization", "copyrightHolder"),
        "published_at": text_field(item, "datePublished", "dateCreated"),
        "updated_at": text_field(item, "dateModified"),
        "expires_at": text_field(item, "expires"),
        "url": _web_address(text_field(item, "url", "mainEntityOfPage")),
        "language": text_field(item, "inLanguage"),
        "correction": text_field(note, "text", "name") if isinstance(note, dict) else note,
        "credit": text_field(item, "creditText", "provider"),
        "body": text_of(text_field(item, "articleBody") or ""),
    }


def _review(item: Fields) -> Fields:
    rating = item.get("reviewRating")
    return {
        "kind": "fact_check",
        "claim_reviewed": text_field(item, "claimReviewed"),
        "rating": text_field(rating, "alternateName", "name", "ratingValue") if isinstance(rating, dict) else None,
        "rating_explanation": text_field(rating, "ratingExplanation") if isinstance(rating, dict) else None,
        **{
            name: value
            for name, value in {
                "publisher": text_field(item, "author", "publisher"),
                "published_at": text_field(item, "datePublished"),
                "url": _web_address(text_field(item, "url")),
            }.items()
            if value
        },
    }


def _time_line(stated: str | None) -> str:
    if stated is None:
        return ""
    try:
        found = moment(stated)
    except InvalidInput:
        return ""
    if found.precision is Precision.DAY:
        return ""
    return found.at.strftime("%Y-%m-%d %H:%M %z")


def _web_address(text: str | None) -> str | None:
    return text if text and text.lower().startswith(("http://", "https://")) else None
