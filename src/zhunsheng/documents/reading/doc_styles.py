"""Styles and automatic numbers of a Word 97–2003 file, from its style sheet and its list tables."""

from __future__ import annotations

import struct
from typing import NamedTuple

from zhunsheng.documents.reading.doc_file import LIST_USES, LISTS, STYLES, WordFile
from zhunsheng.documents.reading.doc_properties import Properties, apply
from zhunsheng.documents.reading.docx_styles import MAX_LABEL, MAX_LISTS, heading_level, is_contents_style
from zhunsheng.documents.reading.numbering import LEVELS, Counters, Level, NumberedList

# fmt: off
_FORMATS = (
    "decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal", "cardinalText", "ordinalText",
    "hex", "chicago", "ideographDigital", "japaneseCounting", "aiueo", "iroha", "decimalFullWidth",
    "decimalHalfWidth", "japaneseLegal", "japaneseDigitalTenThousand", "decimalEnclosedCircle", "decimalFullWidth2",
    "aiueoFullWidth", "irohaFullWidth", "decimalZero", "bullet", "ganada", "chosung", "decimalEnclosedFullstop",
    "decimalEnclosedParen", "decimalEnclosedCircleChinese", "ideographEnclosedCircle", "ideographTraditional",
    "ideographZodiac", "ideographZodiacTraditional", "taiwaneseCounting", "ideographLegalTraditional",
    "taiwaneseCountingThousand", "taiwaneseDigital", "chineseCounting", "chineseLegalSimplified",
    "chineseCountingThousand", "ideographDigital", "koreanDigital", "koreanCounting", "koreanLegal", "koreanDigital2",
)
# fmt: on
"""Number formats in the order of Microsoft's numbers for them ([MS-OSHARED] "MSONFC")."""


class DocStyle(NamedTuple):
    """What a paragraph style says, inheritance included; ``None`` where it is silent."""

    level: int | None = None
    contents: bool = False
    list_use: int | None = None
    list_level: int | None = None


class DocStyles:
    """The paragraph styles of a file by their number."""

    def __init__(self, file: WordFile) -> None:
        sheet = file.structure(STYLES)
        self._own: dict[int, tuple[DocStyle, int]] = {}
        self._known: dict[int, DocStyle] = {}
        if len(sheet) >= 6:
            size, count, base = struct.unpack_from("<HHH", sheet)
            self._read(sheet, 2 + size, min(count, 4096), base)

    def __getitem__(self, number: int) -> DocStyle:
        """The style ``number`` with what it inherits; an empty one where the file has none."""
        style = self._known.get(number)
        if style is None:
            style = self._known[number] = self._resolve(number)
        return style

    def _resolve(self, number: int) -> DocStyle:
        chain: list[DocStyle] = []
        while number in self._own and len(chain) < 32:
            style, number = self._own[number]
            chain.append(style)
        used = next((style for style in chain if style.list_use is not None), DocStyle())
        level = next((style.level for style in chain if style.level is not None), None)
        return DocStyle(level, any(style.contents for style in chain), used.list_use, used.list_level)

    def _read(self, sheet: bytes, place: int, count: int, base: int) -> None:
        for number in range(count):
            if place + 2 > len(sheet):
                return
            (size,) = struct.unpack_from("<H", sheet, place)
            entry = sheet[place + 2 : place + 2 + size]
            place += 2 + size + size % 2
            if len(entry) >= base + 2 and base >= 10:
                kind = int.from_bytes(entry[2:4], "little")
                if kind & 0xF == 1:
                    self._own[number] = (_style(entry, base), kind >> 4)


def _style(entry: bytes, base: int) -> DocStyle:
    builtin = int.from_bytes(entry[0:2], "little") & 0xFFF
    length = int.from_bytes(entry[base : base + 2], "little")
    place = base + 2 + 2 * length
    name = entry[base + 2 : place].decode("utf-16-le", "replace").split(",")[0]
    place += 2
    properties = Properties()
    if place + 4 <= len(entry):
        size = int.from_bytes(entry[place : place + 2], "little")
        apply(properties, entry[place + 4 : place + 2 + size], b"")
    level: int | None = builtin if 1 <= builtin <= 9 else heading_level(name)
    if level is None and properties.outline is not None:
        level = properties.outline + 1 if properties.outline < LEVELS else 0
    contents = 19 <= builtin <= 27 or is_contents_style(name)
    return DocStyle(level, contents, properties.list_use, properties.list_level)


def read_numbers(file: WordFile) -> Counters:
    """The automatic numbers of a file, none counted yet; what cannot be read of its list tables is left out."""
    try:
        schemes = _schemes(file)
        return Counters(_uses(file, schemes))
    except (struct.error, IndexError):
        return Counters({})


def _schemes(file: WordFile) -> dict[int, dict[int, Level]]:
    start, size = file.bounds(LISTS)
    table = file.table
    if size < 2 or start + size > len(table):
        return {}
    (count,) = struct.unpack_from("<H", table, start)
    if count > MAX_LISTS:
        return {}
    # The levels of all lists follow the lists, outside the size that the header gives.
    place = start + 2 + 28 * count
    schemes: dict[int, dict[int, Level]] = {}
    for index in range(count):
        entry = start + 2 + 28 * index
        (scheme,) = struct.unpack_from("<i", table, entry)
        levels: dict[int, Level] = {}
        for number in range(1 if table[entry + 26] & 1 else LEVELS):
            levels[number], place = _level(table, place)
        schemes[scheme] = levels
    return schemes


def _level(table: bytes, place: int) -> tuple[Level, int]:
    start, form, flags = struct.unpack_from("<iBB", table, place)
    follow = table[place + 15]
    characters, paragraph, restart = table[place + 24], table[place + 25], table[place + 26]
    place += 28 + characters + paragraph
    (length,) = struct.unpack_from("<H", table, place)
    text = table[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    level = Level(
        start=start,
        format="none" if form == 0xFF else _FORMATS[form] if form < len(_FORMATS) else "decimal",
        text="".join(f"%{ord(char) + 1}" if ord(char) < LEVELS else char for char in text[:MAX_LABEL]),
        suffix=("tab", "space", "nothing")[follow] if follow < 3 else "tab",
        legal=bool(flags & 0x04),
        restart=restart if flags & 0x08 else None,
    )
    return level, place + 2 + 2 * length


def _uses(file: WordFile, schemes: dict[int, dict[int, Level]]) -> dict[int, NumberedList]:
    table = file.structure(LIST_USES)
    if len(table) < 4:
        return {}
    (count,) = struct.unpack_from("<I", table)
    if count > MAX_LISTS or 4 + 16 * count > len(table):
        return {}
    uses: dict[int, NumberedList] = {}
    place = 4 + 16 * count
    for index in range(count):
        (scheme,) = struct.unpack_from("<i", table, 4 + 16 * index)
        overrides = table[4 + 16 * index + 12]
        place += 4
        levels = dict(schemes.get(scheme, {}))
        restarts: dict[int, int] = {}
        for _ in range(overrides):
            start, flags = struct.unpack_from("<iI", table, place)
            place += 8
            if flags & 0x20:
                levels[flags & 0xF], place = _level(table, place)
            if flags & 0x10:
                restarts[flags & 0xF] = levels[flags & 0xF].start if flags & 0x20 and flags & 0xF in levels else start
        uses[index + 1] = NumberedList(scheme, levels, restarts)
    return uses
