"""The embedded engine: tantivy over pre-stemmed terms. Ranks as OpenSearch does over the same terms."""

import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import tantivy
from tantivy import FieldType, Occur, Query

from service.errors import ArchiveError
from service.retrieval.ties import DECIMALS, EXTRA, MOST_TIES
from service.types import Filters, Hit

# tantivy leaves Lucene's constant factor k1 + 1 in its score: with k1 = 1.2 it is 2.2.
LUCENE_FACTOR = 2.2
MOST_DROPPED = 500  # fetched before the query itself must leave out what may not be used
REMOVALS = 20  # tries
EVER = 2**53  # later than any moment, in seconds

Found = tuple[float, tantivy.DocAddress]


def schema() -> tantivy.Schema:
    """The fields: terms score, all others only filter; nothing but the id is stored."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("terms", tokenizer_name="whitespace", index_option="freq")
    builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
    for name in ("document", "edition", "kind", "publisher", "limited"):
        builder.add_text_field(name, tokenizer_name="raw", index_option="basic")
    for name in ("day", "usable_from", "usable_until"):
        builder.add_integer_field(name, fast=True)
    return builder.build()


class TantivyEngine:
    """BM25 (k1 1.2, b 0.75) over one generation; opened once, shared by threads and by forked workers."""

    def __init__(self, searcher: tantivy.Searcher, built_at: datetime) -> None:
        self._searcher = searcher
        self._schema = schema()
        self._built_at = built_at
        self._limits = searcher.doc_freq("limited", "yes") > 0

    def search(self, terms: Sequence[str], filters: Filters, limit: int) -> list[Hit]:
        """The best statements, by (score rounded to 5 decimals, falling; id), at most `limit`."""
        distinct = sorted(set(terms))
        if not distinct or limit < 1:
            return []
        scored = Query.boolean_query([(Occur.Should, self._term("terms", term, "freq")) for term in distinct])
        try:
            found = None if _narrowed(filters) else self._best(scored, limit, filters)
            if found is None:
                found = self._best(self._filtered(scored, filters), limit, None)
            hits = [Hit(str(self._searcher.doc(place).get_first("id")), score) for score, place in found or []]
        except (ValueError, OSError) as error:
            raise ArchiveError(f"the search index failed: {error}") from error
        return sorted(hits, key=lambda hit: (-hit.score, hit.statement_id))[:limit]

    def _best(self, query: Query, limit: int, drop: Filters | None) -> list[Found] | None:
        """The best places, with all that tie with the last one inside the limit.

        tantivy skips most postings of a query that is terms alone. So, with `drop`, what may not be used is dropped
        from what was found; None if that leaves too little, and the query itself must tell.
        """
        fetched = limit + EXTRA
        while True:
            hits = self._searcher.search(query, limit=fetched, count=False).hits
            found = [(round(score / LUCENE_FACTOR, DECIMALS), place) for score, place in hits]
            kept = found if drop is None else self._usable(found, drop)
            if len(found) < fetched or (len(kept) >= limit and found[-1][0] < kept[limit - 1][0]):
                return kept
            if fetched > (MOST_TIES if drop is None else MOST_DROPPED):
                return kept if drop is None else None
            fetched *= 4

    def _usable(self, found: list[Found], filters: Filters) -> list[Found]:
        """Those found that may be used at the moment asked about."""
        if filters.as_of is None and not self._limits:
            return found
        moment = int((filters.as_of or self._built_at).timestamp())
        last_day = filters.as_of.toordinal() + 1 if filters.as_of else EVER
        places = [place for _, place in found]
        begins, ends, days = (
            self._searcher.fast_field_values(name, places) for name in ("usable_from", "usable_until", "day")
        )
        return [
            one
            for one, begin, end, day in zip(found, begins, ends, days, strict=True)
            if (begin is None or begin <= moment) and (end is None or end > moment) and (day is None or day <= last_day)
        ]

    def _filtered(self, scored: Query, filters: Filters) -> Query:
        clauses = [(Occur.Must, scored), (Occur.MustNot, self._unusable_at(filters.as_of or self._built_at))]
        if filters.publishers:
            clauses.append((Occur.Must, self._any("publisher", filters.publishers)))
        if filters.kinds:
            clauses.append((Occur.Must, self._any("kind", filters.kinds)))
        if filters.exclude_documents:
            clauses.append((Occur.MustNot, self._any("document", filters.exclude_documents)))
        if filters.as_of:  # what was published on a later day was not yet there; what has no day may have been
            clauses.append((Occur.MustNot, self._between("day", filters.as_of.toordinal() + 2, EVER)))
        if filters.published_from or filters.published_to:
            first = filters.published_from.toordinal() if filters.published_from else 1
            last = filters.published_to.toordinal() if filters.published_to else EVER
            clauses.append((Occur.Must, Query.const_score_query(self._between("day", first, last), 0.0)))
        return Query.boolean_query(clauses)

    def _unusable_at(self, moment: datetime) -> Query:
        """What embargo, expiry, correction or retraction keep from use at that moment; few documents are limited."""
        seconds = int(moment.timestamp())
        outside = Query.boolean_query(
            [
                (Occur.Should, self._between("usable_from", seconds + 1, EVER)),
                (Occur.Should, self._between("usable_until", 0, seconds)),
            ]
        )
        return Query.boolean_query([(Occur.Must, self._term("limited", "yes")), (Occur.Must, outside)])

    def _any(self, field: str, values: Sequence[str]) -> Query:
        return Query.const_score_query(Query.term_set_query(self._schema, field, list(values)), 0.0)

    def _term(self, field: str, value: str, option: str = "basic") -> Query:
        return Query.term_query(self._schema, field, value, option)

    def _between(self, field: str, first: int, last: int) -> Query:
        return Query.range_query(self._schema, field, FieldType.Integer, first, last)


def _narrowed(filters: Filters) -> bool:
    """Whether documents are filtered, beside those that may not be used."""
    return bool(
        filters.publishers
        or filters.kinds
        or filters.exclude_documents
        or filters.published_from
        or filters.published_to
    )


def opened_engine(folder: Path, built_at: datetime) -> TantivyEngine:
    """The engine over an index folder that may be on a read-only mount.

    tantivy writes lock files where it opens (upstream issue 557), so it is shown links to the files in a folder of its
    own, which can go as soon as the files are mapped.
    """
    try:
        with _scratch() as scratch:
            for path in folder.iterdir():
                if path.suffix == ".json":
                    shutil.copyfile(path, scratch / path.name)
                elif path.suffix != ".lock":
                    (scratch / path.name).symlink_to(path.absolute())
            index = tantivy.Index.open(str(scratch))
            index.config_reader(reload_policy="manual")
            return TantivyEngine(index.searcher(), built_at)
    except (ValueError, OSError) as error:
        raise ArchiveError(f"the search index in {folder} cannot be opened: {error}") from error


@contextmanager
def _scratch() -> Iterator[Path]:
    """A folder for the time of opening. tantivy's watcher may still put a lock into it while it is being removed."""
    folder = Path(tempfile.mkdtemp(prefix="factcheck-"))
    try:
        yield folder
    finally:
        for _ in range(REMOVALS):
            shutil.rmtree(folder, ignore_errors=True)
            if not folder.exists():
                break


def seconds(moment: datetime | None, otherwise: int) -> int:
    """A moment as whole seconds since 1970, or `otherwise` for none."""
    return otherwise if moment is None else max(0, int(moment.astimezone(UTC).timestamp()))
