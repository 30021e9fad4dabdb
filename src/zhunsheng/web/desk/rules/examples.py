"""A rule's examples as a page shows them: the cell, and the words at fault in it."""

from __future__ import annotations

from dataclasses import dataclass

from zhunsheng.model.address import cell_name, get_cell
from zhunsheng.model.document import Document
from zhunsheng.rules.rule import Example, Rule


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """One cell of an example, its text cut at the words at fault."""

    cell: str
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownExample:
    """One example: what it is, and for a bad one where the rule finds something."""

    note: str
    places: tuple[ShownPlace, ...]


def shown_examples(rule: Rule) -> dict[str, tuple[ShownExample, ...]]:
    """The bad and the good examples of a rule."""
    return {"bad": tuple(map(_shown, rule.bad)), "good": tuple(map(_shown, rule.good))}


def _shown(example: Example) -> ShownExample:
    return ShownExample(example.note, tuple(_place(example, address, quote) for address, quote in example.found))


def _place(example: Example, address: str, quote: str) -> ShownPlace:
    text = _cell(example, address, quote)
    before, found, after = text.partition(quote) if quote else (text, "", "")
    return ShownPlace(cell_name(address), before[-80:], found, after[:80])


def _cell(example: Example, address: str, quote: str) -> str:
    """The cell's text; of a document the first table's that has it and the words."""
    noun = example.noun
    nouns = (noun.department, *noun.projects) if isinstance(noun, Document) else (noun,)
    texts = []
    for each in nouns:
        try:
            texts.append(get_cell(each, address) or "")
        except KeyError:
            continue
    return next((text for text in texts if quote and quote in text), next(filter(None, texts), ""))
