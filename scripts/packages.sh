#!/bin/sh
# Install packages of a Debian system where we may, else say what to run, and fail.
set -eu
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing with apt-get: $*" >&2
  apt-get update -qq > /dev/null
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
else
  echo "Something is missing on this machine. Please run this once, then try again:" >&2
  echo "  sudo apt-get install -y $*" >&2
  exit 1
fi
