"""Mistakes of clerks, planted one at a time into good tables: what each review rule must find, and where.

One file a group of rules (``a`` to ``i``), each a list ``FAULTS`` that reads as data; :mod:`planted.fault` says what the
words of such a line mean. ``KNOWN_MISSES`` names the faults that the rules do not see, with the reason.
"""

from importlib import import_module

from planted.fault import Fault

GROUPS = ("a", "b", "c", "d", "e", "f", "g", "h", "i")

KNOWN_MISSES: dict[str, str] = {}
"""Fault (rule, then its words) → why the rule does not see it. Tested to be exactly the faults that are missed."""


def faults() -> list[Fault]:
    """Every planted fault, in the order of rules."""
    return [fault for group in GROUPS for fault in import_module(f"planted.{group}").FAULTS]
