#!/bin/sh
# What the tests look at the site with: the Nu HTML checker (a Java program), axe, ESLint, esbuild and the YAML
# language server from npm, Debian's Chromium, xmllint, msgfmt and the feed reader newsboat, the fonts of the pictures,
# which have glyphs for Latin, Greek, Cyrillic and Arabic, and the web servers nginx (with its module for .br files),
# Caddy and Apache, which the tests start by themselves.
set -eu
missing=
command -v java > /dev/null || missing="$missing default-jre-headless"
command -v npm > /dev/null || missing="$missing npm"
command -v chromium > /dev/null || missing="$missing chromium"
command -v xmllint > /dev/null || missing="$missing libxml2-utils"
command -v msgfmt > /dev/null || missing="$missing gettext"
command -v newsboat > /dev/null || missing="$missing newsboat"
# Debian has servers where only root's PATH leads.
PATH=$PATH:/usr/sbin
command -v nginx > /dev/null || missing="$missing nginx"
[ -f /usr/lib/nginx/modules/ngx_http_brotli_static_module.so ] || missing="$missing libnginx-mod-http-brotli-static"
command -v caddy > /dev/null || missing="$missing caddy"
command -v apache2 > /dev/null || missing="$missing apache2-bin"
[ -f /usr/share/fonts/truetype/dejavu/DejaVuSans.ttf ] || missing="$missing fonts-dejavu-core"
[ -z "$missing" ] || sh scripts/packages.sh $missing
if ! cmp -s package-lock.json node_modules/installed.json; then
  npm ci --silent --no-audit --no-fund --ignore-scripts
  cp package-lock.json node_modules/installed.json
fi
