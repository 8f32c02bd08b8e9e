#!/usr/bin/env bash
# Makes .venv/ beside this file with the exact versions of requirements.lock; run again, it does nothing.
# Needs Python 3.10 to 3.13 and nothing else; no root; the system's Python is never changed.
#   ./setup.sh [dev]      dev: also what the tests need
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

lock=requirements.lock
[ "${1:-}" = dev ] && lock=requirements-dev.lock
venv=.venv
log=$venv/setup.log
virtualenv=virtualenv==20.31.2

say() { printf 'setup: %s\n' "$*" >&2; }
fail() { say "$1"; say "what to do: $2"; exit 1; }

# Ready is ready: no Python is started to find that out.
stamp="$(cksum < requirements.lock) $(cksum < requirements-dev.lock) $PWD"
is_ready() { [ -x "$venv/bin/python" ] && [ "$(cat "$venv/ready-$1" 2>/dev/null)" = "$stamp" ]; }
if is_ready "$lock" || { [ "$lock" = requirements.lock ] && is_ready requirements-dev.lock; }; then
    exit 0
fi

find_python() {
    for name in ${PYTHON:-} python3 python3.13 python3.12 python3.11 python3.10; do
        if "$name" -c 'import sys; sys.exit(not (3, 10) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then
            command -v "$name"
            return
        fi
    done
    return 1
}

python=$(find_python) || fail "no Python 3.10 to 3.13 was found" \
    "install one (Debian, Ubuntu: apt-get install python3), or name it: PYTHON=/path/to/python3 ./setup.sh"

# Two first runs at once (a TA grading in two terminals) must not build the same folder.
if command -v flock >/dev/null; then
    exec 9>.setup.lock
    flock 9
    is_ready "$lock" && exit 0
fi

make_environment() {
    "$python" -m venv "$venv" >"$1" 2>&1 && return
    # Debian and Ubuntu ship venv without its pip; pip alone is enough to bring virtualenv.
    rm -rf "$venv"
    mkdir -p "$venv"
    if "$python" -m pip --version >>"$1" 2>&1; then
        "$python" -m pip install --quiet --disable-pip-version-check --target "$venv/bootstrap" "$virtualenv" >>"$1" 2>&1 \
            && PYTHONPATH="$venv/bootstrap" "$python" -m virtualenv --quiet "$venv" >>"$1" 2>&1 \
            && rm -rf "$venv/bootstrap" && return
    fi
    # Neither: the distribution has pip as a file, which is fetched and unpacked here, without root and
    # without changing the system.
    rm -rf "$venv"
    "$python" -m venv --without-pip "$venv" >>"$1" 2>&1 && fetch_pip "$PWD/$venv/bootstrap" >>"$1" 2>&1 \
        && wheel=$(echo "$venv"/bootstrap/files/usr/share/python-wheels/pip-*.whl) \
        && "$venv/bin/python" "$wheel/pip" install --quiet --no-index --no-deps "$wheel" >>"$1" 2>&1 \
        && rm -rf "$venv/bootstrap"
}

fetch_pip() ( # Debian, Ubuntu: the wheel of pip, with package lists of our own
    command -v apt-get >/dev/null && command -v dpkg-deb >/dev/null || return 1
    mkdir -p "$1/lists/partial" "$1/cache/archives/partial" && cd "$1" || return 1
    local options=(-qq -o "Dir::State::lists=$1/lists" -o "Dir::Cache=$1/cache" -o Debug::NoLocking=1)
    [ "$(id -u)" = 0 ] && options+=(-o APT::Sandbox::User=root)
    apt-get "${options[@]}" update && apt-get "${options[@]}" download python3-pip-whl || return 1
    dpkg-deb -x python3-pip-whl_*.deb files
)

temporary=$(mktemp)
trap 'rm -f "$temporary"' EXIT
version() { "$1" -c 'import sys; print(sys.version)' 2>/dev/null; }
if ! "$venv/bin/python" -m pip --version >/dev/null 2>&1 || [ "$(version "$venv/bin/python")" != "$(version "$python")" ]; then
    say "making $venv with $python"
    rm -rf "$venv"
    if ! make_environment "$temporary"; then
        tail -n 5 "$temporary" >&2
        fail "Python cannot make a virtual environment" \
            "connect to the network, or install its venv module (Debian, Ubuntu: apt-get install python3-venv), and run this again"
    fi
fi

say "installing the packages of $lock"
if ! "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes \
    --only-binary :all: -r "$lock" >"$temporary" 2>&1; then
    grep -E 'ERROR|error:' "$temporary" | tail -n 8 >&2 || tail -n 8 "$temporary" >&2
    cp "$temporary" "$log" 2>/dev/null || true
    fail "a package could not be installed (the whole log: $log)" \
        "check the network connection to the Python package index and the free disk space, and run this again"
fi

# The grader itself: this folder on the environment's path, and its command.
site=$("$venv/bin/python" -c 'import sysconfig; print(sysconfig.get_path("purelib"))')
printf '%s\n' "$PWD" > "$site/grader-project.pth"
cat > "$venv/bin/grader" <<SCRIPT
#!/bin/sh
exec "$PWD/$venv/bin/python" -I -m grader "\$@"
SCRIPT
chmod +x "$venv/bin/grader"
"$venv/bin/python" -m compileall -q grader reference >/dev/null 2>&1 || true
printf '%s' "$stamp" > "$venv/ready-$lock"
say "ready"
