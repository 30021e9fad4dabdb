"""Work that takes its process with it, as a document does that eats all memory."""

import os
from pathlib import Path

from zhunsheng.batch.manifest import Chunk
from zhunsheng.batch.parts import write_part


def read_unless_deadly(folder: str, chunk: Chunk) -> Path:
    """Read a chunk; a document called 致命 ends the process at once."""
    if any("致命" in entry.name for entry in chunk.entries):
        os._exit(9)
    return write_part("read", folder, chunk)
