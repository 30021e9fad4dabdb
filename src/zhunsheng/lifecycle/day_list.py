"""Days as an office writes them in a notice: ``1月24日至2月2日、4月6日`` or ``2020-01-24至2020-02-02``, one after the other."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from zhunsheng.model.spelling import half_width

_LONGEST = 40
"""A run of more days is a slip, not a holiday."""
_DAY = r"(?:(\d{4})\s*[-./年]\s*)?(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?"
_RUN = re.compile(rf"{_DAY}(?:\s*(?:至|到|~|—|–)\s*(?:{_DAY}|(\d{{1,2}})\s*日))?")
_PARTS = re.compile(r"[、,;，；\n\r\t]+")


@dataclass(frozen=True, slots=True)
class DayList:
    """The days of a text, and a sentence for each part of it that is none."""

    days: tuple[date, ...] = ()
    problems: tuple[str, ...] = ()


def read_days(text: str, year: int) -> DayList:
    """The days that a text names; a day without a year is one of ``year``. Words in brackets behind a day are passed over."""
    days: set[date] = set()
    problems: list[str] = []
    for part in _PARTS.split(half_width(text)):
        words = re.sub(r"[(（].*?[)）]|星期.|周[一二三四五六日天]|放假|上班|休息|共\d+天|调休|。", "", part).strip()
        if not words:
            continue
        found = _RUN.fullmatch(words)
        try:
            run = _run(found, year) if found else None
        except ValueError:
            run = None
        if run is None:
            problems.append(f"“{part.strip()[:30]}”不是日期。请写成1月24日至2月2日，或2020-01-24的样子。")
        elif not 0 <= (run[1] - run[0]).days <= _LONGEST:
            problems.append(f"“{part.strip()[:30]}”的起止不对：止早于起，或超过{_LONGEST}天。")
        else:
            days |= {run[0] + timedelta(days=number) for number in range((run[1] - run[0]).days + 1)}
    return DayList(tuple(sorted(days)), tuple(problems))


def write_days(days: tuple[date, ...]) -> str:
    """Days as text that :func:`read_days` reads again, neighbours joined into runs."""
    runs: list[list[date]] = []
    for day in sorted(days):
        if runs and day - runs[-1][1] == timedelta(days=1):
            runs[-1][1] = day
        else:
            runs.append([day, day])
    return "、".join(str(first) if first == last else f"{first}至{last}" for first, last in runs)


def _run(found: re.Match[str], year: int) -> tuple[date, date]:
    own, month, day, own2, month2, day2, short = found.groups()
    first = date(int(own or year), int(month), int(day))
    if month2:
        return first, date(int(own2 or first.year), int(month2), int(day2))
    return first, date(first.year, first.month, int(short)) if short else first
