#!/bin/sh
# Writes .env with fresh secrets beside compose.yaml; an existing one is kept.
set -eu
cd "$(dirname -- "$0")"
[ -e .env ] && exit 0
umask 077
for name in DB_PASSWORD DB_ROOT_PASSWORD ARI_PASSWORD CONTROL_SECRET SECRETS_KEY INTERNAL_KEY; do
  printf '%s=%s\n' "$name" "$(LC_ALL=C tr -dc A-Za-z0-9 < /dev/urandom | head -c 48)"
done > .env.new
mv .env.new .env
