#!/bin/sh
# The Nu HTML checker, which the tests run over every page: a Java program from an npm package.
set -eu
missing=
command -v java > /dev/null || missing="$missing default-jre-headless"
command -v npm > /dev/null || missing="$missing npm"
[ -z "$missing" ] || sh scripts/packages.sh $missing
if ! cmp -s package-lock.json node_modules/installed.json; then
  npm ci --silent --no-audit --no-fund --ignore-scripts
  cp package-lock.json node_modules/installed.json
fi
