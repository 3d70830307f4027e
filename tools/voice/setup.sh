#!/bin/sh
# Makes .venv-voice, with what renders the voice bank; `hear` adds the recognisers that examine it.
# Usage: sh tools/voice/setup.sh [hear]      (safe to call again; about 800 MB, 1.2 GB with hear)
set -eu
what=${1:-render}
case $what in
    render | hear) ;;
    *) echo "usage: sh tools/voice/setup.sh [hear]" >&2; exit 2 ;;
esac
here=$(CDPATH='' cd -- "$(dirname -- "$0")/../.." && pwd)
cd "$here"
venv=.venv-voice
style_package=kokoro-js@1.2.1
styles="af_heart af_bella af_sarah am_michael bf_emma bm_fable"

say() { printf 'voice set-up: %s\n' "$*" >&2; }

# The packages' wheels exist for Python 3.11 to 3.13.
find_python() {
    for name in ${PYTHON:-} python3.11 python3.12 python3.13 python3; do
        if command -v "$name" >/dev/null 2>&1 &&
            "$name" -c 'import sys, venv, ensurepip; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null
        then
            command -v "$name"
            return 0
        fi
    done
    return 1
}

python=
check_tools() {
    missing=0
    python=$(find_python) || {
        say "Python 3.11, 3.12 or 3.13 with venv is missing (Debian: apt install python3 python3-venv)."
        missing=1
    }
    command -v ffmpeg >/dev/null 2>&1 || {
        say "ffmpeg is missing (Debian: apt install ffmpeg; macOS: brew install ffmpeg)."
        missing=1
    }
    command -v npm >/dev/null 2>&1 || have_styles || {
        say "npm is missing; the voices' style files come in $style_package (Debian: apt install npm)."
        missing=1
    }
    [ "$missing" = 0 ] || exit 1
}

have_styles() {
    for name in $styles; do
        [ -f "$venv/voices/$name.bin" ] || return 1
    done
}

pip_install() {
    "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-input "$@" ||
        { say "The packages could not be installed; the lines above say why."; exit 1; }
}

fetch_styles() {
    have_styles && return 0
    say "getting the voices' styles ($style_package)"
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && npm pack --silent "$style_package" >/dev/null && tar xf kokoro-js-*.tgz) ||
        { say "npm could not get $style_package; the lines above say why."; exit 1; }
    mkdir -p "$venv/voices"
    for name in $styles; do
        cp "$work/package/voices/$name.bin" "$venv/voices/$name.bin"
    done
}

check_tools
[ -x "$venv/bin/python" ] || "$python" -m venv "$venv"
say "installing what renders"
pip_install -r tools/voice/requirements.txt
pip_install --no-deps -r tools/voice/requirements-nodeps.txt
if [ "$what" = hear ]; then
    say "installing the recognisers"
    pip_install -r tools/voice/requirements-hear.txt
    pip_install --no-deps -r tools/voice/requirements-hear-nodeps.txt
fi
fetch_styles
say "ready: $venv/bin/python tools/render_voice.py --list"
