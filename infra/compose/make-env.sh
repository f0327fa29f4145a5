#!/bin/sh
# Writes .env with fresh secrets and tls/ with a certificate for phones beside compose.yaml; existing ones are kept.
set -eu
cd "$(dirname -- "$0")"
if [ ! -e tls/users.key ]; then
  mkdir -p tls
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 365 -subj /CN=switchyard.local \
    -addext "subjectAltName=DNS:localhost,IP:${USERS_ADDRESS:-127.0.0.1}" -keyout tls/users.key -out tls/users.pem 2>/dev/null
  # The container runs as another user. Put a certificate that browsers believe in its place.
  chmod 644 tls/users.key tls/users.pem
fi
[ -e .env ] && exit 0
umask 077
for name in DB_PASSWORD DB_ROOT_PASSWORD ARI_PASSWORD CONTROL_SECRET SECRETS_KEY INTERNAL_KEY; do
  printf '%s=%s\n' "$name" "$(LC_ALL=C tr -dc A-Za-z0-9 < /dev/urandom | head -c 48)"
done > .env.new
mv .env.new .env
