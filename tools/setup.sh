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

# What Qt needs on Linux, by Debian's names. libglib2.0-0 is libglib2.0-0t64 since Debian 13 and Ubuntu 24.04, where apt
# still knows the old name.
QT_PACKAGES="libegl1 libgl1 libopengl0 libglib2.0-0 libdbus-1-3 libfontconfig1 libfreetype6 libxkbcommon0
    libxkbcommon-x11-0 libx11-xcb1 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-randr0
    libxcb-render-util0 libxcb-shape0 libxcb-sync1 libxcb-xfixes0 libxcb-xinerama0 libxcb-xkb1 libwayland-client0
    libwayland-cursor0 libwayland-egl1"

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi
}

# Fails where there is no apt, where we may not use it, and where it fails.
apt_install() {
    command -v apt-get >/dev/null 2>&1 || return 1
    [ "$(id -u)" = 0 ] || command -v sudo >/dev/null 2>&1 || return 1
    say "installing with apt: $*"
    as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq >/dev/null || true
    as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null
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
        # Debian splits venv from Python, a package for each version.
        split=$("$python" -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')
        apt_install "$split" || {
            say "$python has no venv. Install it and try again. On Debian and Ubuntu, with what Qt needs:"
            # shellcheck disable=SC2086  # a list of names
            say "  sudo apt install" "$split" $QT_PACKAGES
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

# Names of the shared libraries that the given files of PySide6 miss, one a line; nothing where all are there.
missing_for() {
    [ "$(uname -s)" = Linux ] && command -v ldd >/dev/null 2>&1 || return 0
    for pattern in "$@"; do
        for file in "$venv"/lib/python3*/site-packages/PySide6/$pattern; do
            [ -e "$file" ] && ldd "$file" 2>/dev/null | sed -n 's/^[[:space:]]*\([^ ]*\) => not found.*/\1/p'
        done
    done | sort -u | grep -v '^libQt6' | tr '\n' ' '
}

missing_for_pages() { missing_for 'QtWidgets*.so' 'QtSvg*.so' 'Qt/plugins/platforms/libqoffscreen.so'; }
missing_for_windows() { missing_for 'Qt/plugins/platforms/libqxcb.so' 'Qt/plugins/platforms/libqwayland*.so'; }

see_to_qt() {
    [ -z "$(missing_for_pages)$(missing_for_windows)" ] && return 0
    # shellcheck disable=SC2086  # a list of names
    apt_install $QT_PACKAGES || true
    missing=$(missing_for_pages)
    needed_by="Restack cannot start without them"
    if [ -z "$missing" ]; then
        missing=$(missing_for_windows)
        needed_by="its window may not open without them; make test and make demo do"
    fi
    [ -z "$missing" ] && return 0
    say "these system libraries are missing ($needed_by): $missing"
    say "Install them with your system's package manager. On Debian and Ubuntu:"
    # shellcheck disable=SC2086
    say "  sudo apt install" $QT_PACKAGES
    say "On Fedora:"
    say "  sudo dnf install mesa-libEGL mesa-libGL libglvnd-opengl glib2 dbus-libs fontconfig freetype libxkbcommon-x11" \
        "libX11-xcb xcb-util-cursor xcb-util-wm xcb-util-image xcb-util-keysyms xcb-util-renderutil libwayland-client" \
        "libwayland-cursor libwayland-egl"
    [ -z "$(missing_for_pages)" ] || exit 1
}

make_venv
install_packages
see_to_qt
[ "$what" = run ] || : >"$venv/.stamp-run"
: >"$venv/.stamp-$what"
