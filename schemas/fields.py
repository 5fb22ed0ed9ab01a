"""Field types that several schemas share: how the values of the service are written in JSON."""

from datetime import UTC, date, datetime
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate

from service.types import Moment, Precision

# What both Python and JavaScript take for a character that can be seen; the two differ on what a space is.
VISIBLE = r"^[\s\S]*[^\x00-\x20\x7f-\xa0][\s\S]*$"
SURROGATES = range(0xD800, 0xE000)  # halves of UTF-16 pairs: no text of their own


class Strict(Schema):
    """The base of every schema here: unknown fields are refused, fields keep the order in which they are written."""


def encodable(text: str) -> None:
    """Refuse text that no encoding can hold, such as a lone half of a surrogate pair."""
    if any(ord(character) in SURROGATES for character in text):
        raise ValidationError("Holds half of a surrogate pair, which is no character.")


def text(low: int, high: int, **options: Any) -> fields.String:
    """A string of `low` to `high` characters that holds at least one that can be seen."""
    length = validate.Length(min=low, max=high)
    seen = validate.Regexp(VISIBLE, error="Holds no visible character.")
    return fields.String(validate=[length, seen, encodable], **options)


class WhenField(fields.Field[Any]):
    """A Moment as a date-time, or as a plain date where only the day is known."""

    def _serialize(self, value: Moment | datetime | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        if isinstance(value, Moment):
            known_to_the_day = value.precision == Precision.DAY
            return value.at.date().isoformat() if known_to_the_day else value.at.isoformat()
        return None if value is None else value.isoformat()


class InstantField(fields.Field[Any]):
    """A Moment as a date-time always: the precision is given beside it."""

    def _serialize(self, value: Moment | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.at.isoformat()


class PrecisionField(fields.Field[Any]):
    """How exactly a Moment is known."""

    def _serialize(self, value: Moment | None, attr: str | None, obj: Any, **kwargs: Any) -> str | None:
        return None if value is None else value.precision.value


class FigureField(fields.Field[Any]):
    """A number without a needless ".0", or the words of what is no number."""

    def _serialize(self, value: float | str | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return int(value) if isinstance(value, float) and value.is_integer() else value


class ShareField(fields.Float):
    """A number from 0 to 1, to four places."""

    def _serialize(self, value: float | None, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else round(value, 4)


class WholeField(fields.Integer):
    """A whole number, written 2 or 2.0, which JSON takes for the same; never a string or a truth value."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> int:
        whole = isinstance(value, int) or (isinstance(value, float) and value.is_integer())
        if not whole or isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return int(value)


class DayField(fields.Date):
    """A calendar day, written 2024-03-21 and nothing else."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        if not isinstance(value, str) or len(value) != len("2024-03-21"):
            raise self.make_error("invalid", input=value, obj_type=self.OBJ_TYPE)
        day: date = super()._deserialize(value, attr, data, **kwargs)
        return day


class ZonedField(fields.AwareDateTime):
    """A date-time with its offset, within the years in which every zone can tell it."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        moment: datetime = super()._deserialize(value, attr, data, **kwargs)
        try:
            moment.astimezone(UTC)
        except OverflowError as error:
            raise ValidationError("Lies beyond the calendar.") from error
        return moment
