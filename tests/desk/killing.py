"""What happens to a write whose process is killed, at whichever of its steps?"""

import os
import signal
import traceback
from collections.abc import Callable, Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

from django.db import connection, connections

from hejie.desk.cases import proof

DONE, FAILED = 0, 2
MOST = 40  # kills of one write; no write has a step that only a later kill would find


def killed_again_and_again(
    write: Callable[[], object], *, meanwhile: Callable[[], None] | None = None
) -> int:
    """Kill a write at one of its first steps, begin it anew, kill it later, until it is done; return the kills.

    After each kill the store must be sound, and `meanwhile` may look at what is there or let time pass.
    """
    for kills, step in enumerate(islice(_steps(), MOST)):
        if not killed_at(step, write):
            return kills
        look_sound()
        if meanwhile:
            meanwhile()
    raise AssertionError(f"The write was not done after {MOST} tries, killed at step {step} at last.")


def killed_at(step: int, write: Callable[[], object]) -> bool:
    """Do a write in a process of its own that kills itself before its `step`-th step; False where it was done before.

    A step is a statement, a commit, or a file that gets its name.
    """
    _let_go()
    child = os.fork()
    if child == 0:
        os._exit(_die_at(step, write))
    _, status = os.waitpid(child, 0)
    if os.WIFSIGNALED(status):
        assert os.WTERMSIG(status) == signal.SIGKILL
        return True
    assert os.WEXITSTATUS(status) == DONE, "the write failed by itself: its mistake stands above"
    return False


def look_sound() -> None:
    """Check that all chains hold and that the index says what the entries say."""
    assert list(proof.broken_chains()) == []
    assert proof.rebuild().differences == ()


def _die_at(step: int, write: Callable[[], object]) -> int:
    taken = count(1)

    def one_more() -> None:
        if next(taken) == step:
            os.kill(os.getpid(), signal.SIGKILL)

    def statement(execute: Callable[..., Any], *args: Any) -> Any:
        one_more()
        return execute(*args)

    commit, rename = connection._commit, Path.replace  # type: ignore[attr-defined]

    def committing() -> Any:
        one_more()
        return commit()

    def renaming(path: Path, target: Path) -> Path:
        one_more()
        return rename(path, target)

    try:
        connection._commit = committing  # type: ignore[attr-defined]
        Path.replace = renaming  # type: ignore[method-assign,assignment]
        with connection.execute_wrapper(statement):
            write()
        one_more()
    except BaseException:
        traceback.print_exc()
        return FAILED
    return DONE


def _steps() -> Iterator[int]:
    """Every early step, then ever fewer: 1, 2, 3 … 12, 15, 18, 22 …"""
    step = 1
    while True:
        yield step
        step += max(1, step // 5)


def _let_go() -> None:
    # Two processes must not talk over one connection: each makes its own after the fork.
    connections.close_all()
    if close_pool := getattr(connection, "close_pool", None):
        close_pool()
