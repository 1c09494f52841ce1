"""What works on by itself beside the pages? One loop: imports that wait, cases whose time has come, and the plan."""

from __future__ import annotations

import logging
import os
import signal
import threading
from types import FrameType

from django.db import close_old_connections
from django.utils import timezone

from hejie.desk import attachments
from hejie.desk.access import sittings, tokens
from hejie.desk.acts import learning
from hejie.desk.clock import Clock
from hejie.desk.errands import rounds
from hejie.desk.finding.meaning import Encoder
from hejie.desk.handing.planning import Planner
from hejie.desk.imports import importing, ordering
from hejie.desk.insights.renewing import Renewer
from hejie.desk.packs import packing
from hejie.desk.webhooks import delivering

EVERY = 5.0  # seconds between two looks for what is due
TIDY = 3600.0  # seconds between two looks for what was left half written
WATCH = 0.5  # seconds between two looks for an import: somebody waits in front of the page
log = logging.getLogger(__name__)


class Worker:
    """Sweeps the clock and runs imports until it is told to stop. Several may run: each row is claimed by one."""

    def __init__(self) -> None:
        self.stopped = threading.Event()
        self.clock = Clock()
        self.planner = Planner()
        self.insights = Renewer()
        self.encoder = Encoder()
        self.parent = os.getppid()

    def stop(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """End after the piece of work in hand."""
        self.stopped.set()

    def run(self) -> None:
        """Work until stopped, or until the process that started this one is gone."""
        signal.signal(signal.SIGTERM, self.stop)
        signal.signal(signal.SIGINT, self.stop)
        # Beside this loop: a receiver that is slow to answer must hold up neither a clock nor an import.
        threading.Thread(target=delivering.run, args=(self.stopped,), daemon=True).start()
        threading.Thread(target=rounds.run, args=(self.stopped,), daemon=True).start()
        threading.Thread(target=learning.run, args=(self.stopped,), daemon=True).start()
        packs = threading.Thread(target=packing.work, args=(self.stopped,))
        packs.start()
        looks = 0
        while not self.stopped.wait(WATCH) and os.getppid() == self.parent:
            self._once(sweep=looks % int(EVERY / WATCH) == 0, tidy=looks % int(TIDY / WATCH) == 0)
            looks += 1
        self.stopped.set()
        packs.join()

    def _once(self, *, sweep: bool, tidy: bool) -> None:
        try:
            close_old_connections()
            if row := importing.take_next(timezone.now()):
                importing.run(row, self.stopped)
            if sweep:
                self.clock.sweep(timezone.now())
                self.planner.renew(timezone.now())
                tokens.forget(timezone.now())
                sittings.forget(timezone.now())
                delivering.forget(timezone.now())
                ordering.forget(timezone.now())
                self.insights.renew(timezone.now())
                self.encoder.renew(timezone.now())
            if tidy:
                attachments.sweep(timezone.now())
        except (
            Exception
        ):  # the data base is away, or a rule file was spoiled: whoever mends it finds the worker at work
            log.exception("The worker could not go on and tries again")
            self.stopped.wait(EVERY)
