"""What the guards of an act may look at: the state of a thing as whoever calls has found it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Everything about one thing at the moment of an act; ``None`` is not known, and a guard does not let it pass.

    Counts count what is still open. Names and words go into the log sentence.
    """

    # the act itself
    who: str = ""
    """The name of the person who acts, with the person for whom, where they stand in: ``李强（代王敏）``."""
    what: str = ""
    """The name of the thing."""
    opinion: str = ""
    """The opinion or reason that the person wrote."""
    bound: tuple[str, ...] = ()
    """The findings that a return is bound to."""
    own_work: bool = False
    """True when the person who acts is the one who filled it in or submitted it."""

    # where it stands
    has_department: bool | None = None
    """True when a competent department stands between the unit and the bureau."""

    # review of a target table
    open_errors: int | None = None
    """Findings of the severity error that are neither mended nor excused."""
    unanswered: int | None = None
    """Findings of the severity warning without an answer of the unit."""
    undecided: int | None = None
    """Findings on which the reviewer has not decided."""
    grade: str | None = None
    """The grade of the review: 优, 良, 中, 差."""
    mended: int = 0
    """Cells that the reviewer mended in the open."""
    agreed: bool = False
    """True when the unit has agreed to what the reviewer mended."""
    changes: int | None = None
    """Cells that differ between the approved version and the adjustment."""

    needs_assessment: bool | None = None
    """True when the project has to be assessed beforehand (see ``scoring.ex_ante.needs_assessment``)."""
    assessment: str | None = None
    """The state of its assessment beforehand; ``None`` where there is none."""

    # monitoring, self-evaluation
    missing: int | None = None
    """Cells or values that still have to be filled in."""
    unexplained: int | None = None
    """Deviations without a cause."""
    alarms: int | None = None
    """Warnings raised: red lights."""
    measures_open: int | None = None
    """Corrective measures that are not done."""
    unproven: int | None = None
    """Values overridden without a reason or an attachment."""
    weights: Decimal | None = None
    """The sum of all weights, in points."""

    # evaluation, ex-ante assessment
    independent: bool | None = None
    """True when whoever evaluates depends on neither the client nor the evaluated."""
    results_weight: Decimal | None = None
    """The weight of outputs and benefits together, in percent of the scheme."""
    sheets_missing: int | None = None
    """Scoring sheets that experts have not handed in."""
    experts: int | None = None
    """Experts who take part."""
    unlinked: int | None = None
    """Working papers without evidence."""
    objections_open: int | None = None
    """Objections without an answer."""
    undecidable: int | None = None
    """Dimensions that cannot be judged because a proof is missing."""

    # rectification
    attachments: int | None = None
    """Proofs handed in."""
    still_found: bool | None = None
    """True when a fresh run of the rule finds the same defect again."""

    # publication
    privacy_hits: int | None = None
    """Places that may tell private things and are neither masked nor released."""
    secret: bool | None = None
    """True when the thing is secret; ``None`` while nobody has said so or not."""
    residues: int | None = None
    """Author names, comments, revisions and hidden columns left in the files."""
    incomplete: int | None = None
    """Parts of the publication that are missing."""
