"""Where are the keys of a connector, who else could read them, and which is the newest token?

Keys stand in a file that nobody but its owner may read, one `name=value` a line, or in the environment. A token that a
platform gives in exchange is kept in the data folder under the same rule. None of them is ever part of a message.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from hejie.desk import places
from hejie.desk.connectors.mistakes import ConnectorTrouble

OTHERS = stat.S_IRWXG | stat.S_IRWXO
SHORTEST = 6  # letters of a secret: shorter ones would blacken ordinary words


class KeysMissing(ConnectorTrouble):
    """Keys that are nowhere."""

    cause = "keys_missing"

    def __init__(self, names: Iterable[str], where: str) -> None:
        super().__init__(
            f"{', '.join(names)} cannot be found {where}, so the connector cannot sign in. Write each as name=value "
            "into a file with the rights 0600, or set it in the environment of the desk."
        )


class KeysOpen(ConnectorTrouble):
    """A file of keys that others may read, or that is not a plain file of ours."""

    cause = "keys_missing"

    def __init__(self, file: Path, why: str) -> None:
        super().__init__(f"{file} is not used for keys: {why}. Make it yours alone: chmod 600 {file}")


class Keys:
    """The keys of one connector, and the token that was made from them last."""

    def __init__(self, connector: str, given: Mapping[str, str], kept: Path | None = None) -> None:
        self.connector, self.given = connector, dict(given)
        self.renewed: Callable[[], object] = lambda: None  # told when a token was exchanged
        self.kept = kept or places.home() / "connectors" / f"{connector}.token"

    def __getitem__(self, name: str) -> str:
        return self.given[name]

    def token(self) -> dict[str, str]:
        """Return what was kept last, or nothing where other keys were given since."""
        if not self.kept.exists():
            return {}
        try:
            found = json.loads(read_private(self.kept))
        except ValueError:
            return {}
        mine = isinstance(found, dict) and found.get("of") == self._mark()
        return {str(name): str(value) for name, value in found.items()} if mine else {}

    def keep(self, token: Mapping[str, str]) -> None:
        """Keep a token before it is used: the one it replaces may be worth nothing now."""
        write_private(self.kept, json.dumps({**token, "of": self._mark()}))
        self.renewed()

    def forget(self) -> None:
        """Remove what was kept."""
        self.kept.unlink(missing_ok=True)

    def hide(self, text: str) -> str:
        """Return a text without any secret of this connector."""
        for secret in {*self.given.values(), *self.token().values()}:
            if len(secret) >= SHORTEST:
                text = text.replace(secret, "[secret]")
        return text

    def _mark(self) -> str:
        given = json.dumps(self.given, sort_keys=True)
        return sha256(given.encode()).hexdigest()[:16]


def found(connector: str, names: Iterable[str], file: str = "") -> Keys:
    """Return the keys of a connector from its file, else from the environment; raise KeysMissing or KeysOpen."""
    wanted = tuple(names)
    told = (
        _lines(Path(file))
        if file
        else {name: os.environ.get(variable(connector, name), "") for name in wanted}
    )
    if missing := [name for name in wanted if not told.get(name)]:
        where = f"in {file}" if file else f"as {', '.join(variable(connector, name) for name in missing)}"
        raise KeysMissing(missing, where)
    return Keys(connector, {name: told[name] for name in wanted})


def variable(connector: str, name: str) -> str:
    """Return the name of the variable of the environment that holds a key."""
    return f"HEJIE_CONNECTOR_{connector}_{name}".upper().replace("-", "_")


def read_private(file: Path) -> str:
    """Return what a file holds that only its owner may read; raise KeysOpen or KeysMissing."""
    try:
        number = os.open(file, os.O_RDONLY | os.O_NOFOLLOW)
    except FileNotFoundError as error:
        raise KeysMissing(["The keys"], f"in {file}, which is not there") from error
    except OSError as error:
        raise KeysOpen(file, error.strerror or "it cannot be opened") from error
    with os.fdopen(
        number, encoding="utf-8", errors="replace"
    ) as opened:  # the file looked at is the file read
        told = os.fstat(number)
        if not stat.S_ISREG(told.st_mode):
            raise KeysOpen(file, "it is no plain file")
        if told.st_mode & OTHERS or told.st_uid != os.getuid():
            raise KeysOpen(file, f"others may read it (its rights are {stat.S_IMODE(told.st_mode):04o})")
        return opened.read()


def write_private(file: Path, text: str) -> None:
    """Write a file that only its owner may read, whole or not at all."""
    file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    new = file.with_suffix(".new")
    new.unlink(missing_ok=True)
    with os.fdopen(
        os.open(new, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8"
    ) as opened:
        opened.write(text)
        opened.flush()
        os.fsync(opened.fileno())
    new.replace(file)


def _lines(file: Path) -> dict[str, str]:
    pairs = (
        line.partition("=") for line in read_private(file).splitlines() if not line.lstrip().startswith("#")
    )
    return {name.strip().lower(): value.strip() for name, sign, value in pairs if sign}
