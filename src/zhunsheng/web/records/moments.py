"""Times as entries keep them, read back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

_START = datetime(1970, 1, 1, tzinfo=UTC)


def moment_of(number: int) -> datetime:
    """The aware moment (UTC) of a number of microseconds since 1970."""
    return _START + timedelta(microseconds=number)
