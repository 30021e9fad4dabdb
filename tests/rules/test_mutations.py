"""Whole kinds of mistakes, made by program in good tables by many hands: the rules find nearly all of them."""

from random import Random

import pytest
from mutations import Mutation, good_tables, mutations, told

from zhunsheng.rules.registry import rules_by_code

AT_MOST = 6
"""So many tables a kind: enough to tell that a rule has gone blind; ``bench/review_mutations.py`` counts them all."""


def mutants(mutation: Mutation):
    """The first few tables, each by another hand, that admit the mistake."""
    tables, found = good_tables(), 0
    for number in range(7, len(tables), 11):
        made = mutation.spoil(tables[number], Random(f"1 {number} {mutation.name}"), tables)
        if made is not None:
            yield tables[number], made
            found += 1
        if found == AT_MOST:
            return


@pytest.mark.parametrize("mutation", tuple(mutations()), ids=lambda mutation: f"{mutation.rules[0]} {mutation.name}")
def test_most_mistakes_of_a_kind_are_found_where_they_stand(mutation):
    missed, tried = [], 0
    for good, mutant in mutants(mutation):
        tried += 1
        found = {(one.rule, place) for place, one in told(mutant, good.year)}
        if not any((rule, place) in found for rule in mutation.rules for place in mutant.places):
            missed.append(f"{good.project.name}：{mutant.what}")
    assert len(missed) * 2 <= tried, missed


def test_every_mutation_names_rules_that_there_are():
    assert {rule for mutation in mutations() for rule in mutation.rules} <= set(rules_by_code())
