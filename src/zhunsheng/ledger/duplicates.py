"""The same entry twice: by its id (sent again), or by what it says (typed again)."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from enum import StrEnum
from uuid import UUID

from zhunsheng.model.record import Record, RecordKind, Value


class Twice(StrEnum):
    """How a record relates to one that is there already."""

    SENT_AGAIN = "sent_again"
    """Same id, same content: it has arrived before; keeping it again would double nothing."""
    ID_TAKEN = "id_taken"
    """Same id, other content: refused, or something would be lost."""
    SAME_CONTENT = "same_content"
    """Another id, same content: perhaps typed twice; asked about."""


def content_digest(record: Record) -> str:
    """SHA-256 of what a record says: kind, project, unit and every value that is not blank. Not its id, author or time."""
    return digest_of(record.kind, record.values, record.project, record.unit)


def digest_of(kind: str, values: Mapping[str, Value], project: str | None = None, unit: str | None = None) -> str:
    """SHA-256 of what a record with these values would say."""
    said = [f"{name}={type(value).__name__}:{value!s}" for name, value in sorted(values.items()) if value is not None]
    return hashlib.sha256("\x1f".join([kind, project or "", unit or "", *said]).encode()).hexdigest()


def id_from_content(digest: str, occurrence: int = 0) -> str:
    """An id made from a digest, so that the same row imported again is the same record; ``occurrence`` tells equal rows apart."""
    name = hashlib.sha256(f"{digest}:{occurrence}".encode()).digest()
    return str(UUID(bytes=name[:16], version=5))


def twice(new: Record, known: Record) -> Twice | None:
    """How a new record repeats a known one, or ``None``."""
    alike = content_digest(new) == content_digest(known)
    if new.id == known.id:
        return Twice.SENT_AGAIN if alike else Twice.ID_TAKEN
    return Twice.SAME_CONTENT if alike else None


def twice_sentence(how: Twice, known: Record, kind: RecordKind) -> str:
    """The sentence for the person who sent it."""
    day = known.values.get(kind.day)
    if how is Twice.SENT_AGAIN:
        return "这一条已经收到过，没有重复记。"
    if how is Twice.ID_TAKEN:
        return f"编号{new_id(known)}已经记了另一条内容不同的{kind.label}，请重新填写，不要沿用旧的编号。"
    return f"{kind.label}里已有一条{day or ''}的内容完全一样，确定还要再记一条吗。"


def new_id(record: Record) -> str:
    """The short form of an id, for people."""
    return record.id[:8]
