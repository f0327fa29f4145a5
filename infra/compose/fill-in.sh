#!/bin/sh
# fill-in.sh TEMPLATES TARGET COMMAND...: replaces every @NAME@ in TEMPLATES/*.conf by the environment's NAME, then runs COMMAND.
set -eu
templates=$1 target=$2
shift 2
mkdir -p "$target"
umask 077
for file in "$templates"/*.conf; do
  awk '{
    while (match($0, /@[A-Z][A-Z0-9_]*@/)) {
      name = substr($0, RSTART + 1, RLENGTH - 2)
      if (!(name in ENVIRON)) { print FILENAME ": @" name "@ is not set" > "/dev/stderr"; exit 1 }
      printf "%s%s", substr($0, 1, RSTART - 1), ENVIRON[name]
      $0 = substr($0, RSTART + RLENGTH)
    }
    print
  }' "$file" > "$target/$(basename "$file")"
done
exec "$@"
