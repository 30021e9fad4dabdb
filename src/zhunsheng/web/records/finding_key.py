"""A name for a finding inside its sheet that stays while the remark stays: same rule, same cell, same words."""

from __future__ import annotations

from hashlib import sha1

from zhunsheng.model.finding import Finding
from zhunsheng.web.records.cell_address import Noun, to_key


def finding_key(finding: Finding, noun: Noun) -> str:
    """``ZSG10-3f2a…``; ``noun`` is the sheet that the finding is about, as it was reviewed."""
    words = "\n".join((finding.rule, to_key(noun, finding.address), finding.quote))
    return f"{finding.rule}-{sha1(words.encode(), usedforsecurity=False).hexdigest()[:10]}"
