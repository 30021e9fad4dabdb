"""The reference number of a request in the log."""

from __future__ import annotations

import logging


class ReferenceFilter(logging.Filter):
    """Adds the request's reference number to a log record; ``-`` outside requests."""

    def filter(self, record: logging.LogRecord) -> bool:
        if not hasattr(record, "reference"):
            record.reference = getattr(getattr(record, "request", None), "reference", "-")
        return True
