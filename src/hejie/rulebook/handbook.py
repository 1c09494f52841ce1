"""What does a platform folder tell besides its rules: markets, statuses, evidence lists, remedies, upload limits?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from msgspec import Struct

from hejie.casefile.facts import Fact
from hejie.rulebook.answers import Answer

Words = Mapping[str, str]  # language -> sentence
When = Mapping[str, tuple[str, ...]]  # name of a fact or decision -> the values under which this holds

MATURITIES = ("draft", "used", "verified")

# The parts of a remedy's price. The remedy room knows how to reckon each; a folder only names them.
COST_PARTS = (
    "refund",  # what is paid back to the buyer (the amount, or the agreed share of it)
    "goods",  # cost price of goods that will not come back
    "freight_out",  # freight already spent on the way to the buyer
    "freight_back",  # freight of the way back
    "coupon",  # face value of a coupon
    "price_difference",  # price paid minus the price of what was received, or minus the agreed price
    "reship",  # cost price and freight of a new parcel
    "salvage",  # worth of goods that come back; lowers the cost
    "penalty",  # what the platform takes or the buyer is due by rule (decision `penalty`)
    "handling",  # an agent's and the warehouse's time
)


class Site(Struct, frozen=True):
    """One market of a platform: its country, clock, money, buyer's language and the law that is the floor there."""

    id: str
    name: Words
    country: str
    zone: str
    currency: str
    language: str
    law: str = ""


class Upload(Struct, frozen=True):
    """What a platform takes as one kind of evidence. A limit of 0 means the source states none.

    `most_bytes` a file or text, `most_files` a message, `most_chars` of a text or, for files, of the file name.
    `once`: what was sent can be neither changed nor added to. `until` names the fact after which nothing is taken.
    """

    kind: str
    label: Words
    source: str
    formats: tuple[str, ...] = ()
    most_bytes: int = 0
    most_files: int = 0
    most_chars: int = 0
    least_chars: int = 0
    once: bool = False
    until: str = ""


class Meta(Struct, frozen=True):
    """Who a platform is and how far its folder can be trusted.

    `maturity`: draft (second-hand sources), used (a team works with it), verified (its own text was checked on
    `checked_on`). `kind`: marketplace, or supplier for the leg behind the shop. `deadline_fields` are the platform's
    own fields that carry a deadline, best first. `law` is the floor where no site says otherwise.
    """

    id: str
    name: Words
    kind: str
    maturity: str
    maturity_note: Words
    zone: str
    country: str
    currency: str
    languages: tuple[str, ...]
    currencies: tuple[str, ...]
    law: str = ""
    checked_on: date | None = None
    variants: Mapping[str, Words] = {}
    sites: Mapping[str, Site] = {}
    uploads: tuple[Upload, ...] = ()
    deadline_fields: tuple[str, ...] = ()
    hints: tuple[Words, ...] = ()


class Status(Struct, frozen=True):
    """What a platform's own status word means: our stage, whose turn it is, and the outcome where it ends a case."""

    native: str
    stage: str
    turn: str
    label: Words
    outcome: str = ""


class Exhibit(Struct, frozen=True):
    """One thing that can be shown to a reviewer.

    `title` names it, `shows` says what it makes plain, `mark` which place to highlight, `supplied_by` who has it
    (seller, buyer, carrier, warehouse, platform, supplier), `form` how it looks (screenshot, photo, video, document,
    text), `proves` the facts it can settle.
    """

    id: str
    title: Words
    shows: Words
    mark: Words
    supplied_by: str
    form: str
    proves: tuple[str, ...] = ()


class Needed(Struct, frozen=True):
    """An exhibit on the list of one claim, in the order a reviewer follows.

    `required` is False for what merely helps. With `when` it is wanted only in those circumstances.
    """

    exhibit: Exhibit
    required: bool = True
    when: When = {}
    why: Words = {}


class Cost(Struct, frozen=True):
    """One part of a remedy's price (of COST_PARTS); with `when` only in those circumstances."""

    part: str
    when: When = {}


class Step(Struct, frozen=True):
    """One move of carrying a remedy out: who moves and what is done, in an order that asks nobody to trust first."""

    by: str
    does: Words
    action: str = ""


class Remedy(Struct, frozen=True):
    """Something that may be offered for a claim on this platform.

    `wants` are the wishes it meets, `costs` what it costs the shop, `limit` the decision that says up to which sum the
    agent in front may grant it (`''`: anybody may), `range` the parameters that bound it (`least`, `most`, `usual`, in
    percent of the amount), `terms` what the platform asks for here, `steps` how it is carried out, `carries_out` the
    outcomes of the decision `handling` that it puts into practice. What `invites` takes nothing away: the buyer may say
    no and keeps every right, so no entitlement speaks against it.
    """

    id: str
    label: Words
    gives: Words
    wants: tuple[str, ...]
    costs: tuple[Cost, ...]
    steps: tuple[Step, ...]
    limit: str = ""
    range: Mapping[str, str] = {}
    terms: Words = {}
    when: When = {}
    sources: tuple[str, ...] = ()
    keeps_goods: bool = True
    carries_out: tuple[str, ...] = ()
    invites: bool = False


class Platform(Struct, frozen=True):
    """All non-rule data of one platform folder.

    `statuses` by the platform's own word, `claims` from its own code to ours, `evidence` and `remedies` by our claim,
    `columns` is the raw column map that intake reads.
    """

    id: str
    meta: Meta
    statuses: Mapping[str, Status]
    claims: Mapping[str, str]
    evidence: Mapping[str, tuple[Needed, ...]]
    remedies: Mapping[str, tuple[Remedy, ...]]
    columns: Mapping[str, Any] = {}


class ClaimKind(Struct, frozen=True):
    """Where a claim belongs: which of the six promotion categories, and which of the six causes, as a rule."""

    claim: str
    categories: tuple[str, ...]
    cause: str


def holds(when: When, values: Mapping[str, str | bool | None]) -> bool | None:
    """Tell whether all circumstances hold; None where one is not known yet and no other is false.

    `values` are facts and decisions as plain words; flags may be bool, what is missing or None is not known.
    """
    unknown = False
    for name, wanted in when.items():
        value = values.get(name)
        if value is None:
            unknown = True
        elif (str(value).lower() if isinstance(value, bool) else value) not in wanted:
            return False
    return None if unknown else True


def circumstances(facts: Mapping[str, Fact], answers: Mapping[str, Answer]) -> dict[str, str | bool | None]:
    """Return what a `when` may ask about: facts that are flags or words, and decisions that are certain.

    Of a time, an amount or a weight it can ask only whether there is one: its word is `known`.
    """
    told: dict[str, str | bool | None] = {
        name: fact.value if isinstance(fact.value, str | bool) else "known"
        for name, fact in facts.items()
        if fact.value is not None
    }
    return told | {name: answer.outcome for name, answer in answers.items() if answer.outcome is not None}
