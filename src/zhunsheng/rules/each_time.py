"""People told as so many each time and so many times: ``培训班6期，每期25人`` are 150."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.rules.prose import Number, counts
from zhunsheng.rules.wording import brief, plain_number

_HEADS = frozenset({"人", "户", "人次"})
_TIMES = frozenset({"期", "场", "批", "班"})


@dataclass(frozen=True, slots=True)
class EachTime:
    """The people of each time, how many times, and what they make."""

    each: Number
    times: Decimal
    made: Decimal

    @property
    def words(self) -> str:
        """Both figures as a message tells them: ``6期、“每期25人”``."""
        return f"{plain_number(self.times)}{self.each.per[0]}、每{self.each.per[0]}{brief(self.each.text, 8)}"


def people_each_time(text: str | None) -> EachTime | None:
    """The one such telling of a text that counts people no other way; ``None`` where it counts others besides."""
    found = [n for n in counts(text) if n.upper is None and not n.approximate]
    heads = [n for n in found if n.unit in _HEADS]
    if len(heads) != 1 or len(heads[0].per) != 1 or heads[0].per[0] not in _TIMES:
        return None
    times = {n.value for n in found if n.unit == heads[0].per[0] and not n.per}
    if len(times) != 1:
        return None
    value = times.pop()
    return EachTime(heads[0], value, heads[0].value * value)
