"""The rules' word lists: read once from ``rules/words/*.yaml``, handed out as words or as one compiled pattern.

An entry is a word or a fragment of a regular expression. A list carries its source in the comment at its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import Any

import yaml


@cache
def word_list(name: str) -> Any:
    """The content of ``rules/words/<name>.yaml``: a list of words, or a mapping of lists."""
    return yaml.safe_load(files("zhunsheng.rules.words").joinpath(f"{name}.yaml").read_text("utf-8"))


def any_of(words: Iterable[str]) -> str:
    """A regular expression that matches any of the words, longer ones first."""
    return "(?:" + "|".join(sorted(words, key=lambda word: (-len(word), word))) + ")"


def ends_with(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds one of the words at the end of a text."""
    return re.compile(any_of(words) + "$")


def contains(words: Iterable[str]) -> re.Pattern[str]:
    """A pattern that finds any of the words anywhere."""
    return re.compile(any_of(words))
