"""Why a file is turned away, and the limits that keep a hostile one from hurting."""

from __future__ import annotations


class Refused(Exception):
    """The file cannot be used at all; the message is one Chinese sentence: what, where, why, how to mend it."""


MAX_FILE_BYTES = 256 * 1024 * 1024
"""The largest file that is opened."""
MAX_UNPACKED_BYTES = 512 * 1024 * 1024
"""The most that one part of a zip container may unpack to; counted while unpacking, never believed from its header."""
MAX_CELLS = 4_000_000
"""The most cells (or paragraphs) that one document may hold."""
MAX_CELL_CHARS = 1_000_000
"""The longest text that one cell or paragraph may hold."""
