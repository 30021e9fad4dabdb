"""``zhunsheng verify``: everything that can be recomputed, recomputed and compared."""

from __future__ import annotations

from pathlib import Path

from zhunsheng.web.serve import prepare


def verify(data: Path | str) -> list[str]:
    """What does not fit in a data folder (or the database of ``DATABASE_URL``), one Chinese sentence each."""
    prepare(Path(data))
    from zhunsheng.web.records.verification import faults

    return list(faults())
