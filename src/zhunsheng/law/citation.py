"""Citations: which official document (and article) something rests on, and how sure that is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

import yaml


class Verified(StrEnum):
    """How far a citation has been checked against the original text."""

    ARTICLE = "article"
    """Document and article checked."""
    DOCUMENT = "document"
    """The document exists and treats the matter; its article has not been checked."""
    PRACTICE = "practice"
    """No legal text is claimed: reviewers' common practice."""


@dataclass(frozen=True, slots=True)
class OfficialDocument:
    """One official document: its number (文号), title, issuer and the years it is in force."""

    number: str
    title: str
    issuer: str
    since: int | None = None
    until: int | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A document number with an article, printed as reviewers write it. ``number`` ``None`` means practice only."""

    number: str | None = None
    article: str | None = None
    verified: Verified = Verified.PRACTICE
    note: str = ""
    """What it says of the matter, in our own words."""

    def __str__(self) -> str:
        if self.number is None:
            return "审核惯例" + (f"（{self.note}）" if self.note else "")
        return f"{self.number}{self.article or ''}" + (f"（{self.note}）" if self.note else "")


@cache
def official_documents() -> dict[str, OfficialDocument]:
    """Every official document that may be cited, by its number."""
    text = files("zhunsheng.law").joinpath("documents.yaml").read_text("utf-8")
    return {item["number"]: OfficialDocument(**item) for item in yaml.safe_load(text)}
