"""The official words: the glossary that ties the program's English terms to the Chinese that people read."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Word:
    """One term: its name in the program, its Chinese, what it means, and the official document it comes from.

    ``term`` is a class (``Project``), a member (``Severity.ERROR``), ``room …``, ``stage …`` or plain English words;
    ``basis`` is a document number of :func:`zhunsheng.law.citation.official_documents`, or ``""`` for our own word.
    """

    term: str
    chinese: str
    definition: str
    basis: str


@cache
def words() -> dict[str, Word]:
    """Every term of the glossary by its name, in the order of the file. Raises ``ValueError`` for one that stands twice."""
    text = files("zhunsheng.law").joinpath("glossary.csv").read_text("utf-8")
    found: dict[str, Word] = {}
    for row in csv.DictReader(text.splitlines()):
        word = Word(row["term"], row["中文"], row["definition"], row["basis"])
        if word.term in found:
            raise ValueError(f"the glossary has {word.term} twice")
        found[word.term] = word
    return found
