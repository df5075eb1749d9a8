#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# headers_alone.sh SOURCE FOLDERS CC: each header compiles alone and twice, with the warnings of the
# build, and finds what it includes in the folders that its library may see. FOLDERS has a line for
# each library: its folder, then the folders of headers, separated by `|`.
set -eu -o pipefail
cd "$1"
folders=$2 cc=$3 count=0 failures=0
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
while IFS='|' read -r -a line; do
    for header in "${line[0]}"/*.h; do
        # The table of keys is one list that is included many times, each with another meaning.
        [ "$header" != scenarios/key_list.h ] || continue
        name=${header##*/}
        printf '#include "%s"\n#include "%s"\ntypedef int %s_is_not_empty;\n' "$name" "$name" "${name%.h}" >"$scratch/alone.c"
        count=$((count + 1))
        "$cc" -std=c17 -D_POSIX_C_SOURCE=200809L -DMUSTER_VERSION='"0"' -Wall -Wextra -Wpedantic -Wshadow -Wconversion \
            -Wstrict-prototypes -Wmissing-prototypes -Werror -fsyntax-only "${line[@]/#/-I}" "$scratch/alone.c" ||
            { echo "$header does not compile alone and twice"; failures=$((failures + 1)); }
    done
done <"$folders"
[ "$failures" = 0 ] && [ "$count" -ge 90 ] || { echo "$failures of $count headers"; exit 1; }
echo "$count headers compile alone and twice"
