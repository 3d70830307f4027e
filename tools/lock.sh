#!/bin/sh
# Write requirements.lock (to run) and requirements-test.lock (to test) from pyproject.toml. Needs uv on the PATH.
set -eu
cd "$(dirname -- "$0")/.."
compile() {
    uv pip compile pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
        --no-emit-find-links --no-annotate --no-header --quiet --group "$1" --output-file "$2" >/dev/null
}
compile install requirements.lock
compile dev requirements-test.lock
