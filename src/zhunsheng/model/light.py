"""Lights: how something stands against what was planned, as a shape, a word and a colour."""

from __future__ import annotations

from enum import StrEnum


class Light(StrEnum):
    """How an indicator, a project or a payment stands. Never shown by colour alone."""

    MET = "met"
    AT_RISK = "at_risk"
    MISSED = "missed"
    NO_DATA = "no_data"
    """Nothing is known: not the same as nothing done."""

    @property
    def sign(self) -> str:
        """The shape as a character: ``●``, ``▲``, ``■``, ``○``."""
        return {"met": "●", "at_risk": "▲", "missed": "■", "no_data": "○"}[self.value]

    @property
    def label(self) -> str:
        """The Chinese word that people read."""
        return {"met": "达标", "at_risk": "偏离", "missed": "未达", "no_data": "无数据"}[self.value]

    @property
    def token(self) -> str:
        """The name of its colour."""
        return self.value.replace("_", "-")
