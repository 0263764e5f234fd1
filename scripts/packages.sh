#!/bin/sh
# Install packages of a Debian system where we may, else say what to run, and fail. No package starts a service: a web
# server would take the port of another.
set -eu
policy=/usr/sbin/policy-rc.d
services=
for name in nginx caddy; do
  case " $* " in *" $name "*) services="$services $name" ;; esac
done
if [ "$(id -u)" = 0 ] && command -v apt-get > /dev/null; then
  echo "Installing with apt-get: $*" >&2
  apt-get update -qq > /dev/null
  if [ -n "$services" ] && [ ! -e "$policy" ]; then
    # Debian's way to say no to services (invoke-rc.d(8)): 101 is "not allowed".
    trap 'rm -f "$policy"' EXIT
    printf '#!/bin/sh\nexit 101\n' > "$policy"
    chmod +x "$policy"
  fi
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" > /dev/null
else
  echo "Something is missing on this machine. Please run this once, then try again:" >&2
  echo "  sudo apt-get install -y $*${services:+ && sudo systemctl disable --now$services}" >&2
  exit 1
fi
