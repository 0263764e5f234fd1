#!/bin/sh
# Put everything that Python needs into a virtual environment, as pinned in requirements/.
set -eu
venv=$1
python=${PYTHON:-python3}
stamp="$venv/installed.txt"
lock=requirements/dev.txt
other=requirements/mkdocs-ng.txt

if [ -x "$venv/bin/site-builder" ] && cat "$lock" "$other" pyproject.toml | cmp -s - "$stamp"; then
  exit 0
fi
"$python" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || {
  echo "Python 3.11 to 3.13 is needed; \`PYTHON=python3.12 make ...\` names another one." >&2
  exit 1
}
if ! "$python" -c 'import ensurepip, venv' 2>/dev/null; then
  sh scripts/packages.sh python3-venv
fi
echo "Setting up $venv (once; a minute or so)" >&2
[ -x "$venv/bin/pip" ] || "$python" -m venv "$venv"
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes -r "$lock"
"$venv/bin/pip" install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
# mkdocs-ng is a package `mkdocs` too. Tests that build with it put this folder first.
"$venv/bin/pip" install --quiet --disable-pip-version-check --require-hashes --no-deps --upgrade \
  --target "$venv/mkdocs-ng" -r "$other"
# Where Python is told to write no compiled modules, each command would compile ours anew.
"$venv/bin/python" -m compileall -q site_builder
cat "$lock" "$other" pyproject.toml > "$stamp"
