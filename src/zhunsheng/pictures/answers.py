"""Survey answers: one bar a question, the good answers to the right of the middle, the bad ones to the left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.figures import percent
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_GOOD = (("accent", 1.0), ("accent", 0.62), ("accent", 0.4))
_BAD = (("missed", 1.0), ("missed", 0.62), ("missed", 0.4))
_ROW = 22.0


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one question: how many chose each option, in the options' order; ``blank`` did not answer it."""

    question: str
    counts: tuple[int, ...]
    blank: int = 0

    @property
    def valid(self) -> int:
        """How many answered the question."""
        return sum(self.counts)


def answers_picture(
    options: Sequence[str], questions: Sequence[Answers], *, caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """Options go from the best to the worst; with an odd number of them the middle one is neutral and straddles the line."""
    drawing = Drawing(width)
    caption = caption or _point(options, questions)
    y = drawing.head(caption, note or "占有效回答的百分比；竖线右边满意，左边不满意")
    if not questions or not any(question.valid for question in questions):
        drawing.text(0, y + 16, "还没有人回答", colour="ink-faint")
    else:
        _draw(drawing, _key(drawing, y, options), options, questions)
    rows = [
        (
            q.question,
            *(f"{count}（{percent(_share(count, q.valid))}）" for count in q.counts),
            str(q.valid),
            str(q.blank),
        )
        for q in questions
    ]
    return drawing.picture(caption, ("问题", *options, "有效", "未答"), rows)


def _share(count: int, valid: int) -> Decimal | None:
    return Decimal(count) / valid * 100 if valid else None


def _good(options: Sequence[str]) -> int:
    return len(options) // 2


def _point(options: Sequence[str], questions: Sequence[Answers]) -> str:
    asked = [question for question in questions if question.valid]
    if not asked:
        return "还没有人回答"
    good = _good(options)

    def liked(question: Answers) -> Decimal:
        return Decimal(sum(question.counts[:good])) / question.valid * 100

    if len(asked) == 1:
        return f"{asked[0].valid}人回答，{percent(liked(asked[0]))}满意"
    lowest = min(asked, key=liked)
    return f"“{lowest.question}”最低，{percent(liked(lowest))}满意"


def _colours(options: Sequence[str]) -> list[tuple[str, float]]:
    good = _good(options)
    steps = {1: (0,), 2: (0, 1), 3: (0, 1, 2)}.get(good, tuple(min(k * 3 // max(good, 1), 2) for k in range(good)))
    middle = [("rule-soft", 1.0)] if len(options) % 2 else []
    return [*(_GOOD[k] for k in steps), *middle, *reversed([_BAD[k] for k in steps])]


def _key(drawing: Drawing, y: float, options: Sequence[str]) -> float:
    """The options in their order and colours, on as many lines as they need."""
    x = 0.0
    for option, (colour, opacity) in zip(options, _colours(options), strict=True):
        if x and x + 16 + text_width(option, SMALL) > drawing.width:
            x, y = 0.0, y + 18
        drawing.rect(x, y, 10, 10, colour, opacity=opacity)
        x += 14 + drawing.text(x + 14, y + 9.5, option, size=SMALL, colour="ink-soft") + 16
    return y + 24


def _draw(drawing: Drawing, y: float, options: Sequence[str], questions: Sequence[Answers]) -> None:
    stacked = drawing.width < 480
    room = (
        drawing.width if stacked else min(max(text_width(q.question, LABEL) for q in questions), drawing.width * 0.34)
    )
    left = 0.0 if stacked else room + 16
    numbers = max(text_width(f"{q.valid}人", SMALL) for q in questions) + 8
    right = drawing.width - numbers
    bad = max(_left_share(options, q) for q in questions)
    good = max(_right_share(options, q) for q in questions)
    unit = (right - left) / ((bad + good) or 1)
    middle = left + bad * unit
    for question in questions:
        below = drawing.lines(0, y + 15, question.question, 16, room=room, most=2)
        # The bar stands under the question on a phone, else beside the middle of its lines.
        y = below - 11 if stacked else y + (below - y - 31) / 2
        drawing.line([(middle, y - 4), (middle, y + _ROW + 4)], "rule")
        _bar(drawing, options, question, (middle - _left_share(options, question) * unit, y, unit))
        drawing.text(
            right + 8, y + 15, f"{question.valid}人" if question.valid else "无人答", size=SMALL, colour="ink-faint"
        )
        y = max(y + _ROW + 12, below)


def _left_share(options: Sequence[str], question: Answers) -> float:
    """The part of the bar that lies left of the middle: the bad answers and half of the neutral ones."""
    good, valid = _good(options), question.valid or 1
    neutral = question.counts[good] / 2 if len(options) % 2 else 0
    return (sum(question.counts[good + len(options) % 2 :]) + neutral) / valid


def _right_share(options: Sequence[str], question: Answers) -> float:
    return (1 - _left_share(options, question)) if question.valid else 0.0


def _bar(drawing: Drawing, options: Sequence[str], question: Answers, frame: tuple[float, float, float]) -> None:
    x, y, unit = frame
    if not question.valid:
        return
    parts = list(zip(options, question.counts, _colours(options), strict=True))
    for option, count, (colour, opacity) in reversed(parts):
        width = count / question.valid * unit
        if not count:
            continue
        share = percent(_share(count, question.valid), 0)
        with drawing.mark(f"{question.question}：{option} {count}人，{percent(_share(count, question.valid))}"):
            drawing.rect(x, y, max(width - 1, 0.6), _ROW, colour, opacity=opacity)
            if text_width(share, SMALL) + 8 < width:
                dark = opacity == 1 and colour != "rule-soft"
                drawing.text(
                    x + width / 2, y + 15, share, size=SMALL, anchor="middle", colour="on-accent" if dark else "ink"
                )
        x += width
