"""The things that happen in a case, in the order of its journey; each carries the sentence a user reads."""

from __future__ import annotations

from datetime import datetime

from hejie.casefile.entries.dealing import (
    ApprovalAnswered,
    ApprovalAsked,
    OfferAnswered,
    OfferMade,
    PromiseKept,
    PromiseMade,
    SettlementAgreed,
    Step,
    StepDone,
    StepFailed,
    StepQueued,
)
from hejie.casefile.entries.deciding import (
    CaseTaken,
    ClockMissed,
    ClockSet,
    ClockStopped,
    Escalated,
    LiabilityJudged,
    Offer,
    OffersWeighed,
    StandingOrderUsed,
)
from hejie.casefile.entries.ending import (
    CarrierChased,
    CarrierClaimAnswered,
    CarrierClaimFiled,
    CaseClosed,
    CaseReopened,
    EntryCorrected,
    EvidenceSubmitted,
    PlatformSteppedIn,
    RepaymentAnswered,
    RepaymentAsked,
    RulingGiven,
)
from hejie.casefile.entries.happening import Ground, Happening
from hejie.casefile.entries.knowing import (
    EvidenceListed,
    Exhibit,
    ExhibitMarked,
    FactAsked,
    FactStated,
    ParcelScanned,
    Region,
    RouteRead,
)
from hejie.casefile.entries.opening import (
    AttachmentAdded,
    CaseOpened,
    ContactPlanned,
    MessageDrafted,
    MessageReceived,
    MessageSent,
    NoteWritten,
    PlatformReported,
    SendingAsked,
    StageMoved,
)
from hejie.casefile.parties import Actor
from hejie.casefile.quantities import Timed

AnyHappening = (
    CaseOpened
    | PlatformReported
    | StageMoved
    | MessageReceived
    | MessageDrafted
    | MessageSent
    | SendingAsked
    | ContactPlanned
    | AttachmentAdded
    | NoteWritten
    | FactStated
    | FactAsked
    | ParcelScanned
    | RouteRead
    | EvidenceListed
    | ExhibitMarked
    | LiabilityJudged
    | ClockSet
    | ClockStopped
    | ClockMissed
    | OffersWeighed
    | CaseTaken
    | StandingOrderUsed
    | Escalated
    | OfferMade
    | OfferAnswered
    | ApprovalAsked
    | ApprovalAnswered
    | SettlementAgreed
    | StepQueued
    | StepFailed
    | StepDone
    | PromiseMade
    | PromiseKept
    | PlatformSteppedIn
    | EvidenceSubmitted
    | RulingGiven
    | CarrierClaimFiled
    | CarrierClaimAnswered
    | CarrierChased
    | RepaymentAsked
    | RepaymentAnswered
    | CaseClosed
    | CaseReopened
    | EntryCorrected
)


class Entry(Timed, frozen=True, forbid_unknown_fields=True):
    """One thing that happened, when and by whom. Entries are only ever added."""

    at: datetime
    by: Actor
    what: AnyHappening


__all__ = [
    "AnyHappening",
    "ApprovalAnswered",
    "ApprovalAsked",
    "AttachmentAdded",
    "CarrierChased",
    "CarrierClaimAnswered",
    "CarrierClaimFiled",
    "CaseClosed",
    "CaseOpened",
    "CaseReopened",
    "CaseTaken",
    "ClockMissed",
    "ClockSet",
    "ClockStopped",
    "ContactPlanned",
    "Entry",
    "EntryCorrected",
    "Escalated",
    "EvidenceListed",
    "EvidenceSubmitted",
    "Exhibit",
    "ExhibitMarked",
    "FactAsked",
    "FactStated",
    "Ground",
    "Happening",
    "LiabilityJudged",
    "MessageDrafted",
    "MessageReceived",
    "MessageSent",
    "NoteWritten",
    "Offer",
    "OfferAnswered",
    "OfferMade",
    "OffersWeighed",
    "ParcelScanned",
    "PlatformReported",
    "PlatformSteppedIn",
    "PromiseKept",
    "PromiseMade",
    "Region",
    "RepaymentAnswered",
    "RepaymentAsked",
    "RouteRead",
    "RulingGiven",
    "SendingAsked",
    "SettlementAgreed",
    "StageMoved",
    "StandingOrderUsed",
    "Step",
    "StepDone",
    "StepFailed",
    "StepQueued",
]
