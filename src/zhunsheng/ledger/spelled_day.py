"""Days and moments as people write them (2020年3月5日, 2020.3.5, 昨天 下午2点半), read into a day or a moment."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from zhunsheng.ledger.gravity import Gravity
from zhunsheng.model.spelling import half_width


@dataclass(frozen=True, slots=True)
class SpelledDay:
    """What was understood: ``value`` is ``None`` when nothing was, and ``sentence`` then says why."""

    value: date | datetime | None
    sentence: str | None = None
    gravity: Gravity = Gravity.NOTE


class _Unreadable(Exception):
    """Carries the sentence for a text that names no day."""


_SEPARATOR = r"\s*[年./\-—]\s*"
_FULL = re.compile(rf"(\d{{4}}|\d{{2}}){_SEPARATOR}(\d{{1,2}})\s*[月./\-—]\s*(\d{{1,2}})\s*[日号]?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_NO_YEAR = re.compile(r"(\d{1,2})\s*[月/\-]\s*(\d{1,2})\s*[日号]?(?!\d)")
_MONTH = re.compile(r"(?:(\d{4})\s*[年./\-]?\s*)?(\d{1,2})\s*(月份?)?$")
_SERIAL = re.compile(r"(\d{5})(?:\.(\d+))?$")
_WEEKDAY = re.compile(r"^\s*[(]?(?:星期|周|礼拜)[一二三四五六日天][)]?\s*")
_TIME = re.compile(
    r"(凌晨|早上|早晨|上午|中午|下午|傍晚|晚上|夜里|夜间)?\s*(\d{1,2})\s*(?::|时|点)\s*(?:(\d{1,2})\s*分?|(半)|(整))?\s*(?::(\d{2})(?:\.\d+)?|(\d{1,2})\s*秒)?$"
)
_NEAR = {"今天": 0, "今日": 0, "当天": 0, "昨天": 1, "昨日": 1, "前天": 2}
_AFTERNOON = frozenset({"下午", "傍晚", "晚上", "夜里", "夜间", "中午"})
_CHINESE = re.compile(r"[〇○零一二三四五六七八九十]+")
_DIGITS = {word: str(value) for value, words in enumerate(("〇○零", *"一二三四五六七八九")) for word in words}
_EPOCH = date(1899, 12, 30)
_FIRST, _LAST = 1900, 2100


def read_day(text: str, today: date, *, month: bool = False) -> SpelledDay:
    """The day that a text names; ``month`` takes a month for its first day. What is missing is taken from ``today``."""
    try:
        if month and (found := _month(text, today)):
            return found
        plain, (value, sentence, gravity), rest = _leading_day(text, today)
        if rest:
            _time(rest, text)  # a time of day that cannot be is an error even where only the day is kept
            if not re.fullmatch(r"0?0:00(:00)?", rest):
                sentence, gravity = sentence or f"“{plain}”只记日期{value}。", max(gravity, Gravity.NOTE, key=_weight)
    except _Unreadable as error:
        return SpelledDay(None, str(error), Gravity.REFUSE)
    if month and value.day != 1:
        return SpelledDay(value.replace(day=1), f"这一列记月份，“{plain}”按{value:%Y-%m}记。")
    return SpelledDay(value, sentence, gravity)


def read_moment(text: str, today: date) -> SpelledDay:
    """The moment that a text names, to the minute; a day without a time of day is asked about."""
    try:
        plain = half_width(text).strip()
        alone = _TIME.match(plain)
        if alone:
            moment = _joined(today, _time(plain, text))
            return SpelledDay(moment, f"“{plain}”没有写日期，按{moment:%Y-%m-%d %H:%M}记，确定吗。", Gravity.ASK)
        _, (value, sentence, gravity), rest = _leading_day(text, today)
        if rest:
            return SpelledDay(_joined(value, _time(rest, text)), sentence, gravity)
    except _Unreadable as error:
        return SpelledDay(None, str(error), Gravity.REFUSE)
    return SpelledDay(_joined(value, (0, 0)), f"“{text.strip()}”没有写几点，按0点0分记，确定吗。", Gravity.ASK)


def _leading_day(text: str, today: date) -> tuple[str, tuple[date, str | None, Gravity], str]:
    """The plain text, the day at its beginning (with what to say of it), and what follows the day."""
    plain = _arabic(half_width(text)).strip()
    for word, ago in _NEAR.items():
        if plain.startswith(word):
            day = today - timedelta(days=ago)
            return plain, (day, f"“{word}”按{day}记。", Gravity.NOTE), _tail(plain[len(word) :])
    for pattern, reader in ((_FULL, _full), (_COMPACT, _full), (_NO_YEAR, _no_year)):
        found = pattern.match(plain)
        if found:
            return plain, reader(found, plain, today), _tail(plain[found.end() :])
    serial = _SERIAL.match(plain)
    if serial and 20000 <= int(serial[1]) <= 80000:
        day = _EPOCH + timedelta(days=int(serial[1]))
        return plain, (day, f"“{plain}”是表格里的日期数，按{day}记。", Gravity.NOTE), _fraction(serial[2])
    raise _Unreadable(f"“{text.strip()}”不是日期，请写成“2020-03-05”或“2020年3月5日”。")


def _full(found: re.Match[str], plain: str, _today: date) -> tuple[date, str | None, Gravity]:
    year, month, day = (int(part) for part in found.groups())
    short = len(found[1]) == 2
    value = _calendar(2000 + year if short else year, month, day, found.group())
    return (
        (value, f"“{found.group()}”的年份只写了两位，按{value}记，确定吗。", Gravity.ASK)
        if short
        else (value, None, Gravity.NOTE)
    )


def _no_year(found: re.Match[str], plain: str, today: date) -> tuple[date, str | None, Gravity]:
    """A day without a year: the last one that is not ahead of today."""
    month, day = int(found[1]), int(found[2])
    year = today.year if (month, day) <= (today.month, today.day) else today.year - 1
    value = _calendar(year, month, day, found.group())
    return value, f"“{found.group()}”没有写年，按{value}记。", Gravity.NOTE


def _month(text: str, today: date) -> SpelledDay | None:
    """A text that names a month and no day."""
    plain = _arabic(half_width(text)).strip()
    found = _MONTH.match(plain)
    if not found or not (found[1] or found[3]):
        return None
    value = _calendar(int(found[1] or today.year), int(found[2]), 1, plain)
    return SpelledDay(value, None if found[1] else f"“{plain}”没有写年，按{value:%Y-%m}记。")


def _calendar(year: int, month: int, day: int, words: str) -> date:
    if not _FIRST <= year <= _LAST:
        raise _Unreadable(f"“{words.strip()}”的年份不对，请写{_FIRST}年到{_LAST}年之间的年份。")
    try:
        return date(year, month, day)
    except ValueError:
        raise _Unreadable(f"“{words.strip()}”不是日历上有的日子。") from None


def _tail(rest: str) -> str:
    """What follows the day, without a weekday and the ``T`` between day and time."""
    return _WEEKDAY.sub("", rest.strip().lstrip("T,，、")).strip()


def _time(rest: str, text: str) -> tuple[int, int]:
    """Hour (0–24) and minute."""
    found = _TIME.match(rest)
    if not found:
        raise _Unreadable(f"看不懂“{text.strip()}”，请写成“2020-03-05 14:30”。")
    part, hour, minute = found[1], int(found[2]), 30 if found[4] else int(found[3] or 0)
    if part in _AFTERNOON and hour < 12 and not (part == "中午" and hour >= 10):
        hour += 12
    elif part in ("夜里", "夜间", "晚上") and hour == 12:
        hour = 24
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        raise _Unreadable(f"“{text.strip()}”不是钟上有的时间。")
    return hour, minute


def _joined(day: date, clock: tuple[int, int]) -> datetime:
    return datetime.combine(day, time()) + timedelta(hours=clock[0], minutes=clock[1])


def _fraction(digits: str | None) -> str:
    """The fraction of a day that a spreadsheet keeps as a number, as a time of day."""
    if not digits:
        return ""
    minutes = round(float(f"0.{digits}") * 1440)
    return f"{minutes // 60}:{minutes % 60:02}"


def _arabic(text: str) -> str:
    """Chinese digits as Arabic ones: 二〇二〇年十二月三十一日 → 2020年12月31日. A weekday keeps its character."""
    return _CHINESE.sub(lambda found: _number(found, text), text)


def _number(found: re.Match[str], text: str) -> str:
    word = found.group()
    if text[max(0, found.start() - 2) : found.start()].endswith(("星期", "礼拜")) or text[: found.start()].endswith(
        "周"
    ):
        return word
    if "十" not in word:
        return "".join(_DIGITS[character] for character in word)
    tens, _, ones = word.partition("十")
    try:
        return str(int(_DIGITS[tens] if tens else "1") * 10 + int(_DIGITS[ones] if ones else "0"))
    except KeyError:
        return word


def _weight(gravity: Gravity) -> int:
    return (Gravity.NOTE, Gravity.ASK, Gravity.REFUSE).index(gravity)
