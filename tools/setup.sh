#!/bin/sh
# Set-up from the project's own files: a .venv from the lock, and Qt's system libraries.
# Usage: tools/setup.sh run|test      (called by make; safe to call again)
set -eu
what=${1:-run}
here=$(CDPATH='' cd -- "$(dirname -- "$0")/.." && pwd)
cd "$here"
venv=.venv
case $what in
    run) lock=requirements.lock ;;
    test) lock=requirements-test.lock ;;
    *) echo "usage: tools/setup.sh run|test" >&2; exit 2 ;;
esac

say() { printf 'restack set-up: %s\n' "$*" >&2; }

# What Qt's window system plugins load on Linux, by Debian's names (t64: the names since Debian 13, Ubuntu 24.04).
QT_PACKAGES="libegl1 libgl1 libopengl0 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 libfreetype6
    libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0 libxcb-render-util0 libxcb-shape0
    libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libx11-xcb1 libwayland-client0 libwayland-cursor0
    libwayland-egl1"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else return 1
    fi
}

apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    say "installing with apt: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >&2 || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >&2
}

find_python() {
    for name in ${PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

make_venv() {
    [ -x "$venv/bin/python" ] && "$venv/bin/python" -m pip --version >/dev/null 2>&1 && return 0
    python=$(find_python) || {
        say "Python 3.11 or newer is needed. Install it (Debian: apt install python3 python3-venv; macOS: python.org) and try again."
        exit 1
    }
    rm -rf "$venv"
    if ! "$python" -m venv "$venv" >/dev/null 2>&1; then
        rm -rf "$venv"
        # Debian splits venv from Python.
        apt_install python3-venv || {
            say "$python has no venv. Install it (Debian and Ubuntu: sudo apt install python3-venv) and try again."
            exit 1
        }
        "$python" -m venv "$venv"
    fi
}

install_packages() {
    say "installing the locked packages ($lock)"
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --require-hashes -r "$lock" ||
        { say "The packages could not be installed; the lines above say why. Nothing else was changed."; exit 1; }
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input --no-deps --no-build-isolation -e .
}

# Names of the shared libraries that Qt's plugins miss, one a line; nothing where all are there.
missing_libraries() {
    [ "$(uname -s)" = Linux ] || return 0
    command -v ldd >/dev/null 2>&1 || return 0
    qt=$("$venv/bin/python" -c 'import importlib.util as u; print(u.find_spec("PySide6").submodule_search_locations[0])')
    for file in "$qt"/Qt/plugins/platforms/libq*.so "$qt"/QtWidgets*.so "$qt"/QtSvg*.so; do
        [ -e "$file" ] && ldd "$file" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'
    done | sort -u | grep -v '^libQt6' || true
}

see_to_qt() {
    missing=$(missing_libraries)
    [ -z "$missing" ] && return 0
    # A name that this release does not know (t64) must not keep the others from being installed.
    if command -v apt-get >/dev/null 2>&1; then
        known=""
        as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null 2>&1 || true
        for package in $QT_PACKAGES libglib2.0-0 libglib2.0-0t64; do
            apt-cache show "$package" >/dev/null 2>&1 && known="$known $package"
        done
        # shellcheck disable=SC2086  # a list of names
        apt_install $known || say "apt could not install Qt's system libraries."
    fi
    missing=$(missing_libraries)
    [ -z "$missing" ] && return 0
    say "Qt misses these system libraries: $(echo "$missing" | tr '\n' ' ')"
    say "Install them with your system's package manager. On Debian and Ubuntu:"
    say "  sudo apt install $(echo "$QT_PACKAGES" | tr -s ' \n' ' ')"
    say "On Fedora: sudo dnf install libxkbcommon-x11 xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil mesa-libEGL mesa-libGL"
    # Without a window system Restack still tests and makes its demo, so this is no reason to stop.
}

make_venv
install_packages
see_to_qt
[ "$what" = run ] || : >"$venv/.stamp-run"
: >"$venv/.stamp-$what"
