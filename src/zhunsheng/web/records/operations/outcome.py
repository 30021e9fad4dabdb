"""How an act ends when it cannot be done; each says what, where, why and what now, in Chinese."""

from __future__ import annotations

from datetime import datetime


class NotDone(Exception):
    """An act was refused; nothing was changed. The message is for people."""


class Invalid(NotDone):
    """What was asked for makes no sense: an unknown cell, too long a text."""


class Forbidden(NotDone):
    """The person may not do this."""


class Conflict(NotDone):
    """Somebody else changed the same cell since this person saw it."""

    def __init__(self, address: str, mine: str, theirs: str, base: str, by: str, at: datetime | None, revision: int):
        who = f"{by}" if by else "别人"
        super().__init__(f"这一格刚被{who}改过，没有覆盖。请选择用哪一个。")
        self.address, self.mine, self.theirs, self.base = address, mine, theirs, base
        self.by, self.at, self.revision = by, at, revision


class Gone(NotDone):
    """The row was removed by somebody else; ``text`` is what would have been lost."""

    def __init__(self, text: str, by: str, at: datetime | None):
        who = f"被{by}删除" if by else "删除"
        super().__init__(f"这条指标已{who}，您写的内容没有存进去。可以复制出来，或撤销那次删除。")
        self.text, self.by, self.at = text, by, at


class Moved(NotDone):
    """The sheet as a whole has changed since, so the act cannot be applied to what is there now."""
