"""Windows (时段): from which day to which day records count.

A window has a name (``fiscal_year``, ``heating_season`` …) and becomes a :class:`Span` of days for a fiscal year and an as-of
day. No window reaches past the as-of day. The window of the year before is cut at the same day of that year, so that half a
year is never held against a whole one.
"""

from __future__ import annotations

import calendar
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

FIRST_DAY = date(1970, 1, 1)
"""No record is older; days are counted from it."""


@dataclass(frozen=True, slots=True)
class Season:
    """A part of every year by month and day, both ends in it; one that begins later than it ends crosses New Year."""

    first: tuple[int, int]
    last: tuple[int, int]

    def ending_in(self, year: int) -> tuple[date, date]:
        """The season whose last day lies in the year."""
        begins = year - 1 if self.first > self.last else year
        return _day(begins, *self.first), _day(year, *self.last)


HEATING_SEASON = Season((11, 15), (3, 15))
"""15 November to 15 March, as in most of the north; others set their own in :class:`When`."""


@dataclass(frozen=True, slots=True)
class When:
    """For which year and as of which day a formula is computed.

    ``window`` names the window that counts where the formula names none. ``known_at`` takes the records as they stood at
    that moment (a UTC moment with its zone); ``None`` takes those valid now. ``heating`` is the unit's own heating season.
    """

    year: int
    as_of: date
    window: str = "fiscal_year"
    known_at: datetime | None = None
    heating: Season = HEATING_SEASON


@dataclass(frozen=True, slots=True)
class Span:
    """The days that count: ``first`` to ``last`` (both in it) and the ``end`` the window would have had without the as-of day.

    ``last`` before ``first`` means that the window has not begun: nothing counts.
    """

    first: date
    last: date
    end: date

    @property
    def has_begun(self) -> bool:
        """False when the as-of day lies before the window."""
        return self.first <= self.last

    @property
    def days(self) -> int:
        """How many days count so far."""
        return max(0, (self.last - self.first).days + 1)

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last

    def __str__(self) -> str:
        first = "有记录以来" if self.first == FIRST_DAY else _chinese(self.first)
        return f"{first}至{_chinese(self.last)}"


@dataclass(frozen=True, slots=True)
class Window:
    """A named window. ``ends`` gives its first and last day for a year, before the as-of day cuts it."""

    name: str
    label: str
    meaning: str
    ends: Callable[[When], tuple[date, date]] = field(repr=False)


def _months(first: int, last: int) -> Callable[[When], tuple[date, date]]:
    return lambda when: (date(when.year, first, 1), _day(when.year, last, 31))


def _windows() -> tuple[Window, ...]:
    numerals = ("一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二")
    return (
        Window("fiscal_year", "全年", "预算年度1月1日至12月31日", _months(1, 12)),
        Window("to_date", "至今", "预算年度1月1日至截止日", lambda when: (date(when.year, 1, 1), when.as_of)),
        Window("first_half", "上半年", "1月1日至6月30日", _months(1, 6)),
        Window("second_half", "下半年", "7月1日至12月31日", _months(7, 12)),
        *(
            Window(f"q{n}", f"{numerals[n - 1]}季度", f"{3 * n - 2}月1日至{3 * n}月底", _months(3 * n - 2, 3 * n))
            for n in range(1, 5)
        ),
        *(Window(f"m{n}", f"{numerals[n - 1]}月", f"{n}月1日至月底", _months(n, n)) for n in range(1, 13)),
        Window(
            "heating_season", "采暖季", "上年秋天开始、本年春天结束的采暖季（起止日可设）", lambda when: when.heating.ending_in(when.year)
        ),
        Window(
            "next_heating_season", "下一采暖季", "本年秋天开始、下年春天结束的采暖季", lambda when: when.heating.ending_in(when.year + 1)
        ),
        Window("previous_year", "上年", "上年1月1日至12月31日", lambda when: (date(when.year - 1, 1, 1), date(when.year - 1, 12, 31))),
        Window("all_time", "开始以来", "有记录以来至截止日", lambda when: (FIRST_DAY, when.as_of)),
    )  # fmt: skip


WINDOWS = {window.name: window for window in _windows()}
"""Every named window by its English name."""
_BY_WORD = {word: window for window in WINDOWS.values() for word in (window.name, window.label)}
_BY_WORD |= {f"第{window.label}": window for window in WINDOWS.values() if window.label.endswith("季度")}
_BY_WORD |= {f"{n}月": WINDOWS[f"m{n}"] for n in range(1, 13)} | {"去年": WINDOWS["previous_year"]}


def window_of(word: str) -> Window | None:
    """The window of an English or Chinese name."""
    return _BY_WORD.get(word)


@dataclass(frozen=True, slots=True)
class WindowChoice:
    """Which window a part of a formula counts in: a name, fixed days, a season, or (``None``) the one of the binding.

    ``years_back`` moves it to earlier years: 1 is the same window of the year before.
    """

    what: str | Season | tuple[date, date] | None = None
    years_back: int = 0

    def back(self, years: int = 1) -> WindowChoice:
        """The same window so many years earlier."""
        return WindowChoice(self.what, self.years_back + years)

    def span(self, when: When) -> Span:
        """The days that count. Raises ``ValueError`` for the name of a window that is not there."""
        first, end = self._ends(when)
        as_of = when.as_of
        if self.years_back:
            first, end, as_of = (years_before(day, self.years_back) for day in (first, end, as_of))
        return Span(max(first, FIRST_DAY), min(end, as_of), end)

    def _ends(self, when: When) -> tuple[date, date]:
        if isinstance(self.what, tuple):
            return self.what
        if isinstance(self.what, Season):
            return self.what.ending_in(when.year)
        window = window_of(self.what or when.window)
        if window is None:
            raise ValueError(f"没有名叫“{self.what or when.window}”的时段。")
        return window.ends(when)

    def said(self) -> str:
        """The window in words; ``""`` for that of the binding."""
        if isinstance(self.what, tuple):
            words = f"{_chinese(self.what[0])}至{_chinese(self.what[1])}"
        elif isinstance(self.what, Season):
            (one, day), (other, end) = self.what.first, self.what.last
            words = f"{one}月{day}日至{other}月{end}日"
        else:
            window = window_of(self.what) if self.what else None
            words = window.label if window else ""
        if not self.years_back:
            return words
        before = "上年" if self.years_back == 1 else f"{self.years_back}年前"
        return f"{before}的{words}" if words else f"{before}同期"


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 29 February becomes 28 February. The last day of February stays the last."""
    earlier = day.year - years
    if day.month == 2 and day.day == calendar.monthrange(day.year, 2)[1]:
        return _day(earlier, 2, 31)
    return _day(earlier, day.month, day.day)


def _day(year: int, month: int, day: int) -> date:
    """The day, or the last one of a month that is shorter."""
    return date(year, month, min(day, calendar.monthrange(year, month)[1]))


def _chinese(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


# Periods: the equal parts of a window that 每期最少 and its like count in.


@dataclass(frozen=True, slots=True)
class PeriodKind:
    """Days, weeks (from Monday), months, quarters, half years or years."""

    name: str
    label: str
    words: tuple[str, ...]
    start_of: Callable[[date], date] = field(repr=False)
    next_start: Callable[[date], date] = field(repr=False)

    def whole_periods(self, span: Span) -> tuple[date, ...]:
        """The first days of the periods that lie wholly within the days that count."""
        if not span.has_begun:
            return ()
        start = self.start_of(span.first)
        if start < span.first:
            start = self.next_start(start)
        found = []
        while (following := self.next_start(start)) - timedelta(days=1) <= span.last:
            found.append(start)
            start = following
        return tuple(found)


def _by_months(count: int) -> tuple[Callable[[date], date], Callable[[date], date]]:
    def start_of(day: date) -> date:
        return date(day.year, (day.month - 1) // count * count + 1, 1)

    def next_start(start: date) -> date:
        month = start.month - 1 + count
        return date(start.year + month // 12, month % 12 + 1, 1)

    return start_of, next_start


def _by_days(count: int, offset: int) -> tuple[Callable[[date], date], Callable[[date], date]]:
    def start_of(day: date) -> date:
        return day - timedelta(days=((day - FIRST_DAY).days + offset) % count)

    return start_of, lambda start: start + timedelta(days=count)


PERIODS = {
    kind.name: kind
    for kind in (
        PeriodKind("day", "日", ("天", "day", "每日", "每天"), *_by_days(1, 0)),
        PeriodKind("week", "周", ("星期", "week", "每周"), *_by_days(7, 3)),  # 1 January 1970 was a Thursday
        PeriodKind("month", "月", ("month", "每月", "个月"), *_by_months(1)),
        PeriodKind("quarter", "季度", ("季", "quarter", "每季度", "每季"), *_by_months(3)),
        PeriodKind("half", "半年", ("half", "每半年"), *_by_months(6)),
        PeriodKind("year", "年", ("year", "每年"), *_by_months(12)),
    )
}
"""Every kind of period by its English name."""


def period_of(word: str) -> PeriodKind | None:
    """The kind of period of an English or Chinese word."""
    return next((kind for kind in PERIODS.values() if word in (kind.name, kind.label, *kind.words)), None)
