#!/bin/sh
# Trains the line reader, or goes on with it: see README.md.
set -eu
[ $# -ge 1 ] || { echo "usage: sh ocr/training/train.sh OUT [options of train.py]" >&2; exit 2; }
cd "$(dirname "$0")/../.."
out=$1
shift
as_root=
[ "$(id -u)" -eq 0 ] || as_root=sudo
# shellcheck disable=SC2046
dpkg-query -W $(cat packages.debian ocr/training/packages.training | grep -v '^#') >/dev/null 2>&1 ||
    $as_root apt-get install -y -qq --no-install-recommends $(cat packages.debian ocr/training/packages.training | grep -v '^#')
[ -f build/release/build.ninja ] || cmake --preset release
ninja -C build/release mangping-lines
exec /usr/bin/python3 ocr/training/train.py --out "$out" "$@"
