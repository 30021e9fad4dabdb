"""The public JSON of a document (see ``documents.interchange``), indented, in UTF-8."""

from __future__ import annotations

import json

from zhunsheng.documents.interchange import document_to_json
from zhunsheng.model.document import Document


def write_json(document: Document) -> bytes:
    """The whole document without loss; half a character pair, which UTF-8 cannot hold, stands as its JSON escape."""
    text = json.dumps(document_to_json(document), ensure_ascii=False, indent=2)
    return (text + "\n").encode("utf-8", "backslashreplace")
