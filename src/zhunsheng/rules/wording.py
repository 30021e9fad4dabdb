"""How messages quote a text and say a number."""

from __future__ import annotations

from decimal import Decimal


def brief(text: str | None, limit: int = 14) -> str:
    """A short quotation for a message: one line, cut with an ellipsis."""
    plain = " ".join((text or "").split())
    return plain if len(plain) <= limit else plain[:limit] + "…"


def wan(yuan: Decimal) -> str:
    """An amount of money as people say it: ``69960`` → ``6.996万元``, ``800`` → ``800元``."""
    if yuan and abs(yuan) < 1000:
        return f"{plain_number(yuan)}元"
    return f"{plain_number(yuan / 10_000)}万元"


def plain_number(value: Decimal) -> str:
    """A number without trailing zeros and without an exponent, at most six decimals; a monstrous one in short."""
    if abs(value) >= 10**20:
        return f"{value:.2e}"
    text = f"{round(value, 6):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
