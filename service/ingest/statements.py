"""A document -> its statements: spans of its text, each with when it was stated and by whom, analysed."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, time

from service.ingest.blocks import Block, parts
from service.ingest.corrections import corrected
from service.ingest.liveblog import Entry
from service.ingest.origins import Copied, origin_at
from service.ingest.standing import Standing, standing
from service.text.analyse import analysis
from service.text.speakers import speakers
from service.text.surroundings import around
from service.types import Document, Moment, Precision, Speaker, Statement, StatementKind

POST_CUE = "posted"


def statements(
    document: Document, first: int = 0, stands: Standing | None = None, origins: Sequence[Copied] = ()
) -> list[Statement]:
    """Every statement of a document, numbered from `first`; `document.text[start:end] == text` for each."""
    found: list[Statement] = []
    entries = parts(document)
    wrong = corrected([entry for entry, _ in entries], document.text)
    whole = stands or standing(document)
    for place, (entry, blocks) in enumerate(entries):
        holds = replace(whole, corrected=True) if place in wrong else whole
        found += _entry_statements(document, entry, blocks, first + len(found), holds, origins)
    return found


def _entry_statements(
    document: Document,
    entry: Entry,
    blocks: list[Block],
    first: int,
    stands: Standing,
    origins: Sequence[Copied],
) -> list[Statement]:
    texts = [document.text[block.start : block.end] for block in blocks]
    found = []
    lead = next((i for i, block in enumerate(blocks) if block.kind is StatementKind.SENTENCE), None)
    moments = [_stated_at(block, entry) for block in blocks]
    analyses = [analysis(text, moment) for text, moment in zip(texts, moments, strict=True)]
    heading = [analysis(entry.heading)] if entry.heading else []
    spoken = speakers(texts, analyses)
    for index, (block, text, speaker) in enumerate(zip(blocks, texts, spoken, strict=True)):
        first_sentence = texts[lead] if lead is not None and lead < index else None
        before = index - 1 if index and blocks[index - 1].kind is not StatementKind.HEADLINE else None
        found.append(
            Statement(
                id=f"{document.id}#{first + index:06d}",
                document_id=document.id,
                version=document.version,
                start=block.start,
                end=block.end,
                text=text,
                kind=block.kind,
                analysis=analyses[index],
                heading=entry.heading,
                before=None if before is None else texts[before],
                lead=first_sentence,
                around=around(heading + [analyses[i] for i in _neighbours(index, lead, before)], speaker),
                context_start=blocks[max(index - 1, 0)].start,
                context_end=blocks[min(index + 1, len(blocks) - 1)].end,
                stated_at=moments[index],
                publisher=document.publisher,
                published_on=document.published_at.at.date() if document.published_at else None,
                speaker=_speaker(block, speaker),
                origin=origin_at(origins, block.start, document.id),
                usable_from=stands.usable_from,
                usable_until=stands.usable_until,
                corrected=stands.corrected,
            )
        )
    return found


def _neighbours(index: int, lead: int | None, before: int | None) -> list[int]:
    """The places of the lead and of the sentence before, each once, none after the statement."""
    return sorted({i for i in (lead, before) if i is not None and i < index})


def _stated_at(block: Block, entry: Entry) -> Moment | None:
    """The entry's moment; a post of another day has its own."""
    day = block.post.day if block.post else None
    if day is None or (entry.stated_at and entry.stated_at.at.date() == day):
        return entry.stated_at
    zone = entry.stated_at.at.tzinfo if entry.stated_at else None
    return None if zone is None else Moment(datetime.combine(day, time(), zone), Precision.DAY)


def _speaker(block: Block, found: Speaker | None) -> Speaker | None:
    """The author of a post, else the speaker that the sentence names, with its span in the document."""
    if block.post:
        start, end = block.post.author_span
        return Speaker(block.post.author, POST_CUE, start=start, end=end)
    if found is None or found.start is None or found.end is None:
        return found
    return Speaker(found.name, found.cue, found.role, found.denies, found.start + block.start, found.end + block.start)
