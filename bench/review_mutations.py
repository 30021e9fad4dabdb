"""Count how many mistakes made by program in all good tables the review rules find, and list those they miss.

``python bench/review_mutations.py`` prints a line a mutation; ``--only WORDS`` takes those whose name or rule holds the words,
``--misses N`` prints N misses of each with what was said instead, ``--seed`` chooses other cells, ``--limit`` fewer tables.
Nothing is timed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from random import Random

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests" / "rules"))

from mutations import Good, Mutant, Mutation, good_tables, mutations, told  # noqa: E402
from mutations import said as said_of  # noqa: E402

from zhunsheng.model.finding import Finding, Severity  # noqa: E402
from zhunsheng.rules.engine import run  # noqa: E402
from zhunsheng.rules.examples import document  # noqa: E402


class Tally:
    """What became of the mutants of one mutation."""

    def __init__(self, mutation: Mutation) -> None:
        self.mutation = mutation
        self.tried = self.named = self.marked = self.elsewhere = 0
        self.wrong = 0
        """What its rules say of the documents before the mistake is made."""
        self.misses: list[str] = []

    def take(self, good: Good, mutant: Mutant, before: frozenset[tuple[str, str]]) -> None:
        """Review one mutant and count it."""
        if mutant.before is not None:
            before = frozenset((one.rule, place) for place, one in said_of(mutant.before))
            self.wrong += sum(rule in self.mutation.rules for rule, _ in before)
        new = [(place, one) for place, one in told(mutant, good.year) if (one.rule, place) not in before]
        there = [one for place, one in new if place in mutant.places]
        self.tried += 1
        self.named += any(one.rule in self.mutation.rules for one in there)
        self.marked += bool(there)
        self.elsewhere += sum(one.severity is not Severity.INFO and place not in mutant.places for place, one in new)
        if not any(one.rule in self.mutation.rules for one in there):
            words = "；".join(f"{one.rule} {place} {one.message[:50]}" for place, one in new) or "什么也没有说"
            self.misses.append(
                f"    {good.project.name} {'|'.join(sorted(mutant.places))}：{mutant.what}\n        {words}"
            )

    def line(self) -> str:
        """The line of the list."""
        rate = f"{self.named / self.tried:7.1%}" if self.tried else "      —"
        name = f"{self.mutation.rules[0]} {self.mutation.name}"
        wrong = f"，好文本误报{self.wrong}" if self.wrong else ""
        return f"{rate} {self.named:4}/{self.tried:<4} 格子有意见{self.marked:4}，别处{self.elsewhere:4}{wrong}  {name}"


def main() -> int:
    """Print the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", default="", help="words of the name or a rule's code")
    parser.add_argument("--misses", type=int, default=0, help="print so many misses of each")
    parser.add_argument("--seed", type=int, default=1, help="which cells are chosen")
    parser.add_argument("--limit", type=int, help="so many tables, taken evenly")
    chosen = parser.parse_args()
    tables = good_tables()
    if chosen.limit and chosen.limit < len(tables):
        tables = tables[:: len(tables) // chosen.limit]
    wanted = [one for one in mutations() if chosen.only in f"{one.name} {' '.join(one.rules)}"]
    before = [said(good) for good in tables]
    named = tried = 0
    for mutation in wanted:
        tally = Tally(mutation)
        for number, good in enumerate(tables):
            random = Random(f"{chosen.seed} {number} {mutation.name}")
            mutant = mutation.spoil(good, random, tables)
            if mutant is not None:
                tally.take(good, mutant, before[number])
        named, tried = named + tally.named, tried + tally.tried
        print(tally.line(), flush=True)
        for miss in tally.misses[: chosen.misses]:
            print(miss)
    print(f"合计：{len(tables)}张好表，{tried}个错例，找到{named}个（{named / max(tried, 1):.1%}）")
    return 0


def said(good: Good) -> frozenset[tuple[str, str]]:
    """The rule and cell of all that is said of a good table."""
    return frozenset((one.rule, one.address) for one in _findings(good))


def _findings(good: Good) -> tuple[Finding, ...]:
    return run(document(good.project, year=good.year)).findings


if __name__ == "__main__":
    sys.exit(main())
