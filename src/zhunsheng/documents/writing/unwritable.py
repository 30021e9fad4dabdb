"""Why a document cannot be written as asked."""

from __future__ import annotations


class Unwritable(ValueError):
    """The document cannot be written so; the message is one Chinese sentence: what, where, why, how to mend it."""
