"""Mistakes in the operator of a target."""

from __future__ import annotations

from random import Random

from mutations import Good, Mutant, Mutation
from zhunsheng.model.address import cells, put_cell


def dropped(good: Good, random: Random, others: tuple[Good, ...]) -> Mutant | None:
    """The target's ``≥`` or ``≤`` is left out."""
    targets = {address: text for address, text in cells(good.project).items() if address.endswith(".target") and text}
    rows = [address for address, text in targets.items() if text[:1] in ("≥", "≤")]
    if not rows:
        return None
    address = random.choice(rows)
    old = targets[address]
    return Mutant(put_cell(good.project, address, old[1:]), frozenset({address}), f"{old} → {old[1:]}")


MUTATIONS = (Mutation("指标值去掉≥、≤", ("ZSG04",), dropped),)
