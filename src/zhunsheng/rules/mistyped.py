"""Words mistyped by sound or by shape, and characters typed twice, told by the usual speech of target tables.

Three characters in a row that nobody writes, but that become a usual phrase when one of them is exchanged for a
character of the same sound or a like shape, are most likely a slip: 为生室 for 卫生室, 满义度 for 满意度.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from zhunsheng.rules.word_list import word_list


class Slip(NamedTuple):
    """The two characters as they stand, and the word they should be."""

    words: str
    right: str


class _Speech(NamedTuple):
    words: frozenset[str]
    others: frozenset[str]
    phrases: frozenset[str]
    gaps: tuple[dict[str, list[tuple[str, str]]], ...]
    """For each place in a phrase: the two other characters → the characters that fit, with the word they belong to."""


_NO_HAN = re.compile(r"[^\u4e00-\u9fff]+")
_GAP = "0"
_COMMON = frozenset(
    "一二三四五六七八九十百千万两零半的和在为对与并由按占及了是不有以到从将把被各每该其年月日只可元个人次到户起至上下内外前中时大小使促令让等要能会"
)
"""Characters that stand alone so often that they tell nothing of a word."""
_NO_HEAD = frozenset("每按年月有各本该新只可先后同再共已未需应均其此比约超县市乡镇村")
_COUNTED = frozenset("率数费量度额")
"""Last characters that go with any noun: 厕数 is no slip for 册数."""


@cache
def _speech() -> _Speech:
    book = word_list("usual_speech")
    words = frozenset(book["words"].split())
    phrases = frozenset(book["phrases"].split())
    gaps: tuple[dict[str, list[tuple[str, str]]], ...] = ({}, {}, {})
    for phrase in sorted(phrases):
        for place, char in enumerate(phrase):
            word = next(
                (w for w, start in ((phrase[:2], 0), (phrase[1:], 1)) if w in words and start <= place < start + 2),
                None,
            )
            if word is not None and char not in _COMMON and not set(word) & _COMMON:
                gaps[place].setdefault(phrase[:place] + phrase[place + 1 :], []).append((char, word))
    return _Speech(words, frozenset(book["other_words"].split()), phrases, gaps)


@cache
def _sounds() -> dict[str, int]:
    return {char: number for number, group in enumerate(word_list("alike")["sounds"].split()) for char in group}


@cache
def _looks() -> frozenset[str]:
    pairs = word_list("alike")["looks"].split()
    return frozenset((*pairs, *(pair[::-1] for pair in pairs)))


def mistyped(text: str) -> Iterator[Slip]:
    """Every likely slip of a text, each wording once."""
    phrases, told = _speech().phrases, set()
    plain = f"{_GAP}{_NO_HAN.sub(_GAP, text)}{_GAP}"
    for index in range(len(plain) - 2):
        piece = plain[index : index + 3]
        if piece in phrases:
            continue
        for slip, place in _in_piece(piece):
            at = index + place
            if slip.words not in told and not _makes_a_word(plain, at) and _stands_in(text, slip.words):
                told.add(slip.words)
                yield slip
        slip_of_end = _end(piece) if plain[index + 3 : index + 4] in _CLOSES else None
        if slip_of_end is not None and slip_of_end.words not in told and not _makes_a_word(plain, index + 2):
            told.add(slip_of_end.words)
            yield slip_of_end


def _stands_in(text: str, words: str) -> bool:
    """True where the words stand in the text, and do not begin with the counter of a number (5件|测算)."""
    at = text.find(words)
    return at == 0 or (at > 0 and not text[at - 1].isdigit())


@lru_cache(maxsize=65536)
def _end(piece: str) -> Slip | None:
    """The slip where a usual word bears the wrong ending at the end of its run: 合格律 for 合格率."""
    head, wrong = piece[:2], piece[2]
    if wrong in _COMMON or wrong in _COUNTED or head not in _speech().words:
        return None
    right = next((end for end in _ENDINGS if _alike(wrong, end) and head + end in _speech().phrases), None)
    return Slip(piece, head + right) if right is not None else None


_ENDINGS = "率度数员站校"
_CLOSES = frozenset(("", _GAP, *"达为不与和及在占要应按"))
"""What stands behind a name that has ended."""


def _makes_a_word(plain: str, at: int) -> bool:
    """True where the character makes a word with its neighbour on either side: 抗体|监测."""
    speech = _speech()
    pairs = (plain[at - 1 : at + 1], plain[at : at + 2])
    return any(pair in speech.words or pair in speech.others for pair in pairs)


def begins_a_word(pair: str) -> bool:
    """True where two characters are a word of the usual speech of target tables, or of everyday speech."""
    return pair in _speech().words or pair in _speech().others


@lru_cache(maxsize=65536)
def _in_piece(piece: str) -> tuple[tuple[Slip, int], ...]:
    """The slips that three characters may be, each with the place of the wrong character."""
    a, b, c = piece[0], piece[1], piece[2]
    zero, one, two = _speech().gaps
    found = []
    for place, fitting in ((0, zero.get(b + c)), (1, one.get(a + c)), (2, two.get(a + b))):
        for right, word in fitting or ():
            slip = _slip(piece, place, right, word)
            if slip is not None:
                found.append((slip, place))
    return tuple(found)


def _slip(piece: str, place: int, right: str, word: str) -> Slip | None:
    wrong = piece[place]
    if wrong in (right, _GAP) or wrong in _COMMON or not _alike(wrong, right):
        return None
    whole = piece[:place] + right + piece[place + 1 :]
    start = 0 if whole[:2] == word and place < 2 else 1
    said = piece[start : start + 2]
    if said[0] in _NO_HEAD or said[0] in _COMMON or _GAP in said or said in _speech().others:
        return None
    return None if said[1] in _COUNTED and said[1] == word[1] else Slip(said, word)


def _alike(one: str, other: str) -> bool:
    sounds = _sounds()
    return one + other in _looks() or (one in sounds and sounds[one] == sounds.get(other))


_TWICE = re.compile(r"([\u4e00-\u9fff])\1(?!\1)(?<!\1\1\1)")
_MAY = frozenset(
    "全在的和与并到考报金天人户家村处层年月日步时刻常往刚慢渐仅稍纷种面代多好大小事星点样件条次遍深浅早晚高长远近声句字一二三四五六七八九十妈爸爷奶姐哥弟妹谢看试走想冉津熙蒸勤区县镇乡"
)
_ALONE = frozenset("占对为由按及被把将从含")
"""Characters that are a word of their own and never doubled: 占占 is a slip wherever it stands."""


def doubled(text: str) -> Iterator[Slip]:
    """Characters typed twice, where only one of the two makes a word with its neighbour: 比比例, 合同同; not 合同|同意."""
    words = _speech().words
    for found in _TWICE.finditer(text):
        char, (start, end) = found.group(1), found.span()
        if char in _MAY:
            continue
        before, after = text[max(0, start - 1) : start] + char, char + text[end : end + 1]
        if char in _ALONE:
            if before not in words and after not in words:
                yield Slip(found.group(), char)
        elif begins_a_word(before) and begins_a_word(after):
            continue  # 农民工|工资
        elif (before in words) != (after in words) and _neighbour(text, start - 1, end, before in words):
            yield Slip(found.group(), char)


def doubled_in(text: str, table: str) -> Iterator[Slip]:
    """Characters typed twice in a word that the table elsewhere writes with one: 救护护车 beside 救护车."""
    for found in _TWICE.finditer(text):
        char, (start, end) = found.group(1), found.span()
        once = text[max(0, start - 1) : start] + char + text[end : end + 1]
        apart = once[:2] in _speech().words and once[1:] in _speech().words  # 教室|室温
        if char not in _MAY and not apart and _THREE_HAN.fullmatch(once) and once in table:
            yield Slip(found.group(), char)


_THREE_HAN = re.compile(r"[\u4e00-\u9fff]{3}")


def _neighbour(text: str, before: int, after: int, word_before: bool) -> bool:
    """True where the other side is closed too: the end, a mark, or a usual word that begins or ends there."""
    words = _speech().words
    if word_before:
        rest = text[after : after + 2]
        return len(rest) < 2 or not _HAN.match(rest) or rest in words or rest[0] in _SINGLE
    rest = text[max(0, before - 1) : before + 1]
    return len(rest) < 2 or not _HAN.match(rest[-1]) or rest in words or rest[-1] in _SINGLE


_HAN = re.compile(r"[\u4e00-\u9fff]")
_SINGLE = frozenset("的和在为对与并由按占及了是不每各数率费量度人次个名月日年后前中内时")
