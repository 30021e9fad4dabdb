"""Mistakes of clerks, planted one at a time into good tables: what each review rule must find, and where.

One file a group of rules (``a`` to ``i``), each a list ``FAULTS`` that reads as data; ``second_wave`` holds one more fault
a rule, written after the rules had been mended on the others; ``strangers`` and ``questions`` were written from the
catalogue alone, the latter for rules that ask people to look or know facts from other papers. :mod:`planted.fault` says what the words of a line mean.
``KNOWN_MISSES`` names the faults that the rules do not see, with the reason.
"""

from importlib import import_module

from planted.fault import Fault

GROUPS = (
    "a",
    "b",
    "c",
    "d",
    "e",
    "f",
    "g",
    "h",
    "i",
    "second_wave",
    "strangers",
    "questions",
    "newcomers",
    "passers_by",
)

KNOWN_MISSES: dict[str, str] = {}
"""Fault (rule, then its words) → why the rule does not see it. Tested to be exactly the faults that are missed."""


def faults() -> list[Fault]:
    """Every planted fault, in the order of rules."""
    found = [fault for group in GROUPS for fault in import_module(f"planted.{group}").FAULTS]
    return sorted(found, key=lambda fault: fault.rule)
