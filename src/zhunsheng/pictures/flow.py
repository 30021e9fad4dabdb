"""A process as a picture: one lane for each role, one card for each state, one arrow for each act.

Every state has a row of its own, so a line that runs along a row meets no card; lines run up and down only between
lanes. Lines to the same state join, as roads do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from zhunsheng.pictures.drawing import LABEL, SMALL, Drawing, n
from zhunsheng.pictures.letters import wrap
from zhunsheng.pictures.picture import Picture

_TITLE, _ROW, _PAD, _GAP, _TRACK = 16.0, 17.0, 7.0, 20.0, 7.0
_HEAD = 34.0
_WIDEST_LANE = 176.0
"""A process with few roles makes a slim picture, not broad cards."""


class ArrowKind(StrEnum):
    """What an arrow means for the thing: onward, back to be mended, or out."""

    ONWARD = "onward"
    BACK = "back"
    OUT = "out"

    @property
    def colour(self) -> str:
        """The token of its line."""
        return {"onward": "accent", "back": "warning-wave", "out": "error"}[self.value]


@dataclass(frozen=True, slots=True)
class FlowBox:
    """A state in the lane of who holds it; ``ends`` marks one in which the process may rest for good, ``here`` the one that it is in now."""

    name: str
    label: str
    lane: int
    starts: bool = False
    ends: bool = False
    here: bool = False


@dataclass(frozen=True, slots=True)
class FlowArrow:
    """An act that leads from state to state; ``by`` names who does it where that is not the lane's role."""

    source: str
    target: str
    label: str
    kind: ArrowKind = ArrowKind.ONWARD
    by: str = ""

    @property
    def words(self) -> str:
        """What the card says of it."""
        return f"{self.label}（{self.by}）" if self.by else self.label


@dataclass(slots=True)
class _Card:
    box: FlowBox
    row: int
    arrows: list[FlowArrow]
    lines: list[str]
    x: float = 0.0
    y: float = 0.0
    width: float = 0.0
    down: FlowArrow | None = None
    """The arrow that leaves at the bottom, straight to the card below in the same lane."""

    @property
    def height(self) -> float:
        return 2 * _PAD + len(self.lines) * _TITLE + len(self.arrows) * _ROW

    @property
    def entry(self) -> float:
        """The y at which lines come in."""
        return self.y + _PAD + _TITLE * 0.5

    def port(self, arrow: FlowArrow) -> float:
        """The y at which an arrow's line leaves."""
        return self.y + _PAD + len(self.lines) * _TITLE + self.arrows.index(arrow) * _ROW + _ROW * 0.5


@dataclass(slots=True)
class _Tracks:
    """The lines that run up and down between two lanes: one for each state they lead to."""

    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    seats: dict[str, int] = field(default_factory=dict)
    x: float = 0.0
    """Where the room begins."""

    def add(self, target: str, one: int, other: int) -> None:
        """Let a line run between two rows."""
        low, high = self.spans.get(target, (one, one))
        self.spans[target] = (min(low, one, other), max(high, one, other))

    def settle(self) -> None:
        """Give every line the first seat that is free over its rows, short lines first."""
        for target, (low, high) in sorted(self.spans.items(), key=lambda item: item[1][1] - item[1][0]):
            taken = {
                seat
                for other, seat in self.seats.items()
                if self.spans[other][0] <= high and low <= self.spans[other][1]
            }
            self.seats[target] = next(seat for seat in range(len(self.spans)) if seat not in taken)

    @property
    def width(self) -> float:
        """How broad the room between the lanes has to be."""
        return 26.0 + _TRACK * max(self.seats.values(), default=0)

    def at(self, target: str) -> float:
        """The x of the line to a state."""
        return self.x + 13.0 + _TRACK * self.seats[target]


def flow(
    lanes: Sequence[str], boxes: Sequence[FlowBox], arrows: Sequence[FlowArrow], *, caption: str, note: str = "",
    width: float = 960,
) -> Picture:  # fmt: skip
    """The states in the order given, from top to bottom. Too narrow for lanes, it is a list of cards without lines."""
    cards = {
        box.name: _Card(box, row, [arrow for arrow in arrows if arrow.source == box.name], [box.label])
        for row, box in enumerate(boxes)
    }
    in_lanes = width >= 100 * len(lanes)
    gutters = _gutters(len(lanes), cards) if in_lanes else []
    between = sum(gutter.width for gutter in gutters)
    lane_width = min((width - between) / max(len(lanes), 1), _WIDEST_LANE)
    drawing = Drawing(between + lane_width * len(lanes) if in_lanes else width)
    top = drawing.head(caption, note)
    if in_lanes:
        _lanes(drawing, top, lanes, cards, (gutters, lane_width))
    else:
        _list(drawing, top, lanes, cards)
    names = {box.name: box.label for box in boxes}
    rows = [
        (box.label, arrow.label, arrow.by or lanes[box.lane], names[arrow.target])
        for box in boxes
        for arrow in cards[box.name].arrows
    ]
    return drawing.picture(caption, ("状态", "动作", "由谁", "之后"), rows)


def _lanes(
    drawing: Drawing, top: float, lanes: Sequence[str], cards: dict[str, _Card], frame: tuple[list[_Tracks], float]
) -> None:
    gutters, lane_width = frame
    lefts, x = [], 0.0
    for gutter in gutters:
        gutter.x = x
        lefts.append(x + gutter.width)
        x += gutter.width + lane_width
    y = top + _HEAD + _GAP
    for card in cards.values():
        card.x, card.width, card.y = lefts[card.box.lane], lane_width, y
        card.lines = wrap(card.box.label, LABEL, lane_width - 14, most=2)
        y += card.height + _GAP
    for number, lane in enumerate(lanes):
        drawing.rect(lefts[number] - 5, top, lane_width + 10, y - top, "paper-tint", radius=4)
        drawing.text(
            lefts[number] + lane_width / 2,
            top + 22,
            lane,
            anchor="middle",
            colour="ink-soft",
            bold=True,
            room=lane_width,
        )
    for card in cards.values():
        for arrow in card.arrows:
            if arrow.target != card.box.name:
                _arrow(drawing, card, cards[arrow.target], arrow, gutters)
    for card in cards.values():
        _card(drawing, card)
    drawing.reach(y)


def _gutters(lanes: int, cards: dict[str, _Card]) -> list[_Tracks]:
    """The room between lanes, one before the first and one behind the last, with every line's track."""
    gutters = [_Tracks() for _ in range(lanes + 1)]
    for card in cards.values():
        card.down = _straight(card, cards)
        if card.down:
            card.arrows.remove(card.down)
            card.arrows.append(card.down)
        for arrow in card.arrows:
            target = cards[arrow.target]
            if arrow is not card.down and target is not card:
                gutters[_gutter(card, target)].add(arrow.target, card.row, target.row)
    for gutter in gutters:
        gutter.settle()
    return gutters


def _straight(card: _Card, cards: dict[str, _Card]) -> FlowArrow | None:
    """The first onward arrow to the next card of the same lane: it needs no track."""
    following = (other for other in cards.values() if other.box.lane == card.box.lane and other.row > card.row)
    below = next(following, None)
    if below is None:
        return None
    return next((a for a in card.arrows if a.target == below.box.name and a.kind is ArrowKind.ONWARD), None)


def _gutter(card: _Card, target: _Card) -> int:
    """The gutter in which a line runs: beside the target, on the side that faces the source."""
    if target.box.lane > card.box.lane:
        return target.box.lane
    # Within a lane lines run back on its left and on along its right.
    if target.box.lane == card.box.lane and target.row < card.row:
        return target.box.lane
    return target.box.lane + 1


def _arrow(drawing: Drawing, card: _Card, target: _Card, arrow: FlowArrow, gutters: Sequence[_Tracks]) -> None:
    title = f"{card.box.label}：{arrow.words} → {target.box.label}"
    dash = "5 3" if arrow.kind is ArrowKind.BACK else ""
    width = 1.6 if arrow.kind is ArrowKind.ONWARD else 1.3
    with drawing.mark(title):
        if arrow is card.down:
            x, y = card.x + card.width / 2, target.y
            drawing.line([(x, card.y + card.height), (x, y - 5)], arrow.kind.colour, width=width, dash=dash)
            drawing.area([(x, y), (x - 4, y - 7), (x + 4, y - 7)], arrow.kind.colour)
            return
        number = _gutter(card, target)
        from_left = number == target.box.lane
        edge = target.x if from_left else target.x + target.width
        track = gutters[number].at(arrow.target)
        start = card.x if track < card.x else card.x + card.width
        tip = edge - 1 if from_left else edge + 1
        side = -1 if from_left else 1
        y1, y2 = card.port(arrow), target.entry
        drawing.path(_bent(start, y1, track, y2, tip + side * 6), stroke=arrow.kind.colour, width=width, dash=dash)
        drawing.area([(tip, y2), (tip + side * 7, y2 - 4), (tip + side * 7, y2 + 4)], arrow.kind.colour)
        drawing.circle(start, y1, 2.2, arrow.kind.colour)


def _bent(x1: float, y1: float, track: float, y2: float, x2: float) -> str:
    """Along, up or down the track, along, with round corners."""
    radius = min(5.0, abs(y2 - y1) / 2, abs(track - x1) / 2, abs(x2 - track) / 2)
    down = radius if y2 > y1 else -radius
    one = radius if track > x1 else -radius
    two = radius if x2 > track else -radius
    return (
        f"M{n(x1)} {n(y1)}H{n(track - one)}Q{n(track)} {n(y1)} {n(track)} {n(y1 + down)}"
        f"V{n(y2 - down)}Q{n(track)} {n(y2)} {n(track + two)} {n(y2)}H{n(x2)}"
    )


def _card(drawing: Drawing, card: _Card) -> None:
    ends = card.box.ends
    drawing.rect(
        card.x, card.y, card.width, card.height, "accent-tint" if card.box.starts else "paper", radius=4,
        stroke="accent" if card.box.starts or ends else "rule",
    )  # fmt: skip
    if ends:
        drawing.rect(card.x + 2.5, card.y + 2.5, card.width - 5, card.height - 5, "paper", radius=2.5, stroke="accent")
    if card.box.here:
        drawing.rect(card.x, card.y, card.width, card.height, "accent", radius=4)
    ink = "paper" if card.box.here else "ink"
    y = card.y + _PAD + 12
    with drawing.mark(f"现在：{card.box.label}" if card.box.here else card.box.label):
        for line in card.lines:
            drawing.text(card.x + card.width / 2, y, line, anchor="middle", bold=True, colour=ink, room=card.width - 10)
            y += _TITLE
    for arrow in card.arrows:
        stays = "↺" if arrow.target == card.box.name else ""
        drawing.text(
            card.x + card.width / 2, y + 1, arrow.words + stays, size=SMALL, anchor="middle",
            colour="paper" if card.box.here else "ink-soft",
            room=card.width - 10,
        )  # fmt: skip
        y += _ROW


def _list(drawing: Drawing, top: float, lanes: Sequence[str], cards: dict[str, _Card]) -> None:
    """One card under the other, each act with the state it leads to: for phones."""
    y = top
    for card in cards.values():
        lines = [f"{arrow.words} → {cards[arrow.target].box.label}" for arrow in card.arrows]
        height = 2 * _PAD + _TITLE + len(lines) * _ROW
        here = card.box.here
        ground = "accent" if here else "accent-tint" if card.box.starts else "paper-tint"
        drawing.rect(0.5, y, drawing.width - 1, height, ground, radius=4,
                     stroke="accent" if card.box.starts or card.box.ends else "rule-soft")  # fmt: skip
        soft, ink = ("paper", "paper") if here else ("ink-soft", "ink")
        holder = drawing.text(
            drawing.width - 10, y + _PAD + 12, lanes[card.box.lane], size=SMALL, anchor="end", colour=soft
        )
        label = f"现在：{card.box.label}" if here else card.box.label
        with drawing.mark(label):
            drawing.text(10, y + _PAD + 12, label, bold=True, colour=ink, room=drawing.width - holder - 30)
        for number, (line, arrow) in enumerate(zip(lines, card.arrows, strict=True)):
            base = y + _PAD + _TITLE + number * _ROW + 12.5
            drawing.circle(14, base - 4, 2.2, "paper" if here else arrow.kind.colour)
            drawing.text(22, base, line, size=SMALL + 0.5, colour=soft, room=drawing.width - 30)
        y += height + 8
    drawing.reach(y)
