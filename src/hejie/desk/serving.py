"""How is the whole desk started with one command: tables, languages, pages and the worker beside them?"""

from __future__ import annotations

import errno
import os
import socket
import subprocess
import sys

import django
from django.conf import settings
from django.core.management import call_command
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server

from hejie.desk import places
from hejie.desk.cases import databases
from hejie.desk.languages import compile_messages

WORKERS, THREADS = 2, 2  # two processes with two threads each fill two cores; measured in docs/decisions

PATIENCE = 30  # seconds that a request may still take once the desk was told to stop
POLITE = 5  # of the worker: on a busy machine pages go first, and it keeps a quarter of a core


class PortTaken(Exception):
    """Another program listens where the desk should."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"Something else already listens on {host}:{port}, so the desk was not started. "
            f"Stop it, or choose another port: hejie serve --port {port + 1}"
        )


class NotOurAddress(Exception):
    """An address or a port on which this machine lets nobody listen."""

    def __init__(self, host: str, port: int, why: str) -> None:
        super().__init__(
            f"Nobody can listen on {host}:{port} here ({why}), so the desk was not started. "
            "Use an address of this machine, such as 127.0.0.1 or 0.0.0.0, and a port above 1023."
        )


def settle_environment() -> None:
    """Name the settings for Django, in this process and those it starts."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "hejie.desk.settings")


def set_up() -> None:
    """Set Django up; nothing is read or written yet."""
    settle_environment()
    django.setup()


def prepare() -> None:
    """Make the data folder, the message files of all languages and the tables, or bring them up to date."""
    places.make_home()
    # Read before there was a folder, it was a key for the moment: what these processes sign others could not check.
    settings.SECRET_KEY = places.secret_key()
    compile_messages()
    databases.reach()
    call_command("migrate", verbosity=0)


def serve(host: str, port: int) -> None:
    """Serve pages, and work beside them, until stopped: requests that came in are answered, work in hand is ended."""
    check_port(host, port)
    databases.let_go()  # the server forks its processes from this one
    worker = subprocess.Popen([sys.executable, "-m", "hejie.desk.commands.root", "work"])
    give_way(worker.pid)
    try:
        Server(
            "hejie.desk.wsgi:application",
            address=host,
            port=port,
            interface=Interfaces.WSGI,
            workers=WORKERS,
            blocking_threads=THREADS,
            log_level=LogLevels.warning,
            respawn_failed_workers=True,
            workers_kill_timeout=PATIENCE,
            process_name=None,
        ).serve()
    finally:
        worker.terminate()
        worker.wait()


def give_way(process: int) -> None:
    """Let a process wait for the others while the machine is busy: somebody sits in front of each page."""
    if hasattr(os, "setpriority"):  # Windows has none
        os.setpriority(os.PRIO_PROCESS, process, os.getpriority(os.PRIO_PROCESS, 0) + POLITE)


def check_port(host: str, port: int) -> None:
    """Raise PortTaken or NotOurAddress where nobody could be served."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                raise PortTaken(host, port) from error
            raise NotOurAddress(host, port, error.strerror or str(error)) from error
