"""Lights as shapes, and the field of lights: rows of things, columns of checkpoints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from zhunsheng.model.light import Light
from zhunsheng.pictures.drawing import LABEL, SMALL, WIDE, Drawing
from zhunsheng.pictures.letters import text_width
from zhunsheng.pictures.picture import Picture

_ROW, _MOST = 26.0, 60


@dataclass(frozen=True, slots=True)
class LightRow:
    """One thing with a light for each column; ``None`` where there was nothing to judge."""

    label: str
    lights: tuple[Light | None, ...]
    link: str = ""


def draw_light(drawing: Drawing, x: float, y: float, light: Light, size: float = 6.0, colour: str = "") -> None:
    """The shape of a light around a middle: disc, triangle, square, ring — told apart without colour."""
    colour = colour or light.token
    if light is Light.MET:
        drawing.circle(x, y, size * 0.95, colour)
    elif light is Light.AT_RISK:
        drawing.area([(x, y - size), (x + size * 1.1, y + size * 0.85), (x - size * 1.1, y + size * 0.85)], colour)
    elif light is Light.MISSED:
        drawing.rect(x - size * 0.88, y - size * 0.88, size * 1.76, size * 1.76, colour)
    else:
        drawing.circle(x, y, size * 0.8, "", stroke=colour)
    drawing.reach(y + size)


def light_counts(drawing: Drawing, y: float, lights: Sequence[Light | None]) -> float:
    """One line that counts the lights and so explains the shapes; returns the y below it."""
    counts, x = Counter(light for light in lights if light), 7.0
    for light in Light:
        if not counts[light]:
            continue
        word = f"{light.label} {counts[light]}"
        if x + 12 + text_width(word, SMALL) > drawing.width:
            x, y = 7.0, y + 20
        draw_light(drawing, x, y + 6, light, 5)
        x += 10 + drawing.text(x + 10, y + 10, word, size=SMALL, colour="ink-soft") + 18
    return y + 22


def light_field(
    rows: Sequence[LightRow], columns: Sequence[str], *, caption: str = "", note: str = "", width: float = WIDE
) -> Picture:
    """Lights by row and column. More than 60 rows are drawn to the sixtieth; the table has them all."""
    drawing = Drawing(width)
    every = [light for row in rows for light in row.lights]
    caption = caption or _point(rows, columns)
    top = drawing.head(caption, note)
    if not rows or not columns:
        drawing.text(0, top + 16, "还没有可看的内容", colour="ink-faint")
    else:
        _draw(drawing, light_counts(drawing, top, every), rows, columns)
    table = [(row.label, *(f"{light.sign}{light.label}" if light else "—" for light in row.lights)) for row in rows]
    return drawing.picture(caption, ("名称", *columns), table)


def _point(rows: Sequence[LightRow], columns: Sequence[str]) -> str:
    """What the newest column says."""
    if not rows or not columns:
        return "还没有灯"
    newest = Counter(row.lights[-1] for row in rows if row.lights)
    told = [
        f"{newest[light]}项{light.label}" for light in (Light.MISSED, Light.AT_RISK, Light.NO_DATA) if newest[light]
    ]
    if not newest[Light.MET] and not told:
        return f"{columns[-1]}：{len(rows)}项都没有灯"
    return f"{columns[-1]}：{len(rows)}项中{'，'.join(told)}" if told else f"{columns[-1]}：{newest[Light.MET]}项都达标"


def _draw(drawing: Drawing, top: float, rows: Sequence[LightRow], columns: Sequence[str]) -> None:
    shown = rows[:_MOST]
    longest = max(text_width(row.label, LABEL) for row in shown)
    pitch = min(max((drawing.width - min(longest, drawing.width * 0.4)) / len(columns), 18.0), 96.0)
    left = drawing.width - pitch * len(columns)
    if left < drawing.width * 0.3:
        left, pitch = drawing.width * 0.3, drawing.width * 0.7 / len(columns)
    # Headers that would touch each other are thinned out, the newest always stays.
    every = next(
        k
        for k in range(1, len(columns) + 1)
        if k * pitch > max(text_width(c, SMALL) for c in columns) or k == len(columns)
    )
    for number, column in enumerate(columns):
        if (len(columns) - 1 - number) % every == 0:
            middle = left + pitch * (number + 0.5)
            drawing.text(
                middle, top + 10, column, size=SMALL, colour="ink-soft", anchor="middle", room=every * pitch - 2
            )
    y = top + 18
    for row in shown:
        drawing.line([(0, y), (drawing.width, y)], "rule-soft")
        with drawing.mark(link=row.link):
            drawing.text(
                0, y + _ROW / 2 + LABEL * 0.36, row.label, room=left - 10, colour="accent" if row.link else "ink"
            )
        for number, light in enumerate(row.lights[: len(columns)]):
            if light:
                with drawing.mark(f"{row.label}：{columns[number]} {light.label}"):
                    draw_light(drawing, left + pitch * (number + 0.5), y + _ROW / 2, light, min(5.5, pitch * 0.32))
        y += _ROW
    drawing.line([(0, y), (drawing.width, y)], "rule-soft")
    if len(rows) > len(shown):
        drawing.text(0, y + 18, f"其余{len(rows) - len(shown)}项见表", size=SMALL, colour="ink-faint")
