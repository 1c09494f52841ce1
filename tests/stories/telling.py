"""How is a story told? One case on the shipped rulebook: things happen, the case walks, the reader sees what changed.

    story = Story.of(Notice(...), rules)     a notice arrives and the case walks the house
    story.wait(2).happens(MessageSent(...))  two hours later something happens, and it walks again
    story.liable, story.advice, story.cited  what is said now, and by which rules

Every step also checks what must hold in every story: nothing written before has changed, and the same walk again
adds nothing.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from hejie.casefile import CaseFile
from hejie.casefile.entries import (
    AnyHappening,
    CaseClosed,
    Entry,
    EntryCorrected,
    EvidenceListed,
    FactStated,
    LiabilityJudged,
    MessageDrafted,
    MessageSent,
    Offer,
    OffersWeighed,
    ParcelScanned,
)
from hejie.casefile.facts import Value, known
from hejie.casefile.parties import SYSTEM, Actor
from hejie.closing import close
from hejie.desk.walk import walk
from hejie.intake import Notice, merge, open_case
from hejie.rulebook import Rulebook
from tests.cast import ANA, CARRIER, NOON


class Story:
    """One case, the hour it is, and the rules it walks by."""

    def __init__(self, file: CaseFile, rules: Rulebook, now: datetime) -> None:
        self.rules = rules
        self.now = now
        self.file = file

    @classmethod
    def of(cls, notice: Notice, rules: Rulebook) -> Story:
        """Open the case of a notice at noon of Double 11, and walk."""
        story = cls(open_case(notice, rules=rules, at=NOON, by=SYSTEM), rules, NOON)
        return story.walks()

    def wait(self, hours: float) -> Story:
        """Let hours pass; the clock has the case walk."""
        self.now += timedelta(hours=hours)
        return self.walks()

    def happens(self, *whats: AnyHappening, by: Actor = ANA) -> Story:
        """Record what somebody did or said, and walk."""
        return self._grows(self.file.add(*(Entry(self.now, by, what) for what in whats))).walks()

    def learns(self, said_by: str = "agent", **values: Value) -> Story:
        """Record facts that somebody told us, and walk."""
        return self.happens(
            *(FactStated(known(name, value, said_by=said_by, at=self.now)) for name, value in values.items())
        )

    def takes_back(self, fact: str, because: str) -> Story:
        """Correct the entry that stated a fact last, and walk."""
        said = [line.seq for line in self.file.standing if _states(line.entry.what, fact)]
        return self.happens(EntryCorrected(said[-1], because))

    def scans(self, *rows: tuple[float, str, str], parcel: str, provider: str) -> Story:
        """Record what the carrier scanned: hours from noon, our state, the carrier's words; and walk."""
        return self.happens(
            *(
                ParcelScanned(parcel, NOON + timedelta(hours=hour), state, provider=provider, raw_text=words)
                for hour, state, words in rows
            ),
            by=CARRIER,
        )

    def sends_the_draft(self) -> Story:
        """Ana reads the draft and sends it as it is."""
        draft = self.draft
        return self.happens(MessageSent(draft.text, draft.language, draft.script))

    def hears(self, notice: Notice) -> Story:
        """The platform reports again."""
        return self._grows(
            self.file.add(*merge(self.file, notice, rules=self.rules, at=self.now, by=SYSTEM))
        ).walks()

    def closes(self, ending: CaseClosed) -> Story:
        """Ana closes the case."""
        return self._grows(self.file.add(*close(self.file, ending, at=self.now, by=ANA))).walks()

    def walks(self) -> Story:
        """Ask every room in turn, and check that nothing was lost and that the walk came to rest."""
        walked = walk(self.file, rules=self.rules, at=self.now)
        self._grows(walked)
        assert walk(walked, rules=self.rules, at=self.now).lines == walked.lines
        walked.verify()
        return self

    def _grows(self, file: CaseFile) -> Story:
        assert file.lines[: len(self.file.lines)] == self.file.lines
        self.file = file
        return self

    @property
    def judged(self) -> LiabilityJudged:
        """The judgment as it stands now."""
        judged = self.file.last(LiabilityJudged)
        assert judged is not None
        return judged

    @property
    def liable(self) -> set[str]:
        """Who is liable, or who may be while it is open."""
        return set(self.judged.liable)

    @property
    def advice(self) -> tuple[str, ...]:
        """What the rules advise to do."""
        return self.judged.advice

    @property
    def cited(self) -> set[str]:
        """The rules that the judgment rests on, without the decision they give."""
        return {ground.rule.removesuffix(".liability") for ground in self.judged.grounds}

    @property
    def draft(self) -> MessageDrafted:
        """The message proposed last."""
        draft = self.file.last(MessageDrafted)
        assert draft is not None
        return draft

    @property
    def offers(self) -> dict[str, Offer]:
        """The remedies weighed last, by name, best first."""
        weighed = self.file.last(OffersWeighed)
        return {offer.remedy: offer for offer in weighed.offers} if weighed else {}

    @property
    def evidence(self) -> EvidenceListed:
        """The evidence list as it stands now."""
        listed = self.file.last(EvidenceListed)
        assert listed is not None
        return listed

    @property
    def missing(self) -> set[str]:
        """The exhibits still missing."""
        return {exhibit.exhibit for exhibit in self.evidence.missing}

    @property
    def clocks(self) -> set[str]:
        """The deadlines that run."""
        return set(self.file.clocks)


def every_reason_is_told(judged: LiabilityJudged) -> bool:
    """Whether each ground names its rule, its clause in both languages, and where it comes from."""
    return bool(judged.grounds) and all(
        ground.rule and ground.source and ground.grade and {"zh-CN", "en"} <= set(ground.says)
        for ground in judged.grounds
    )


def _states(what: AnyHappening, fact: str) -> bool:
    return isinstance(what, FactStated) and what.fact.name == fact
