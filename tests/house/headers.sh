#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# headers.sh SOURCE: a header is a contract. Each begins with its story, which names its thread rule,
# and no function stands there unexplained: it has a comment above it or behind it, or the
# comment stands above its neighbours or its struct, with no empty line between. Headers that only the
# sources of one library may include need no thread rule of their own.
set -eu -o pipefail
cd "$1"
headers=$(find models scenarios sim plots -name '*.h' | sort)
# shellcheck disable=SC2086
said=$(awk '
    FNR == 1 { spoken = 0; open = "" }
    /^[ \t]*$/ { spoken = 0 }
    /^\/\*/ { spoken = 1 }
    # A prototype may have its type on a line of its own, and go on for several.
    /^typedef/ { next }
    /^[a-z][A-Za-z0-9_ *]*muster_[a-z0-9_]+\(/ || /^muster_[a-z0-9_]+\(/ {
        functions++
        open = $0; where = FILENAME ":" FNR
    }
    open != "" && (/;/ || /^\{/ || /\{$/) {
        if (/\/\*.*\*\/[ ]*$/ || /\/\*/) spoken = 1
        if (!spoken) print where ": no comment: " open
        open = ""
    }
    END { print "functions " functions }' $headers)
functions=$(sed -n "s/^functions //p" <<<"$said")
said=$(sed "/^functions /d" <<<"$said")
for header in $headers; do
    head -n 1 "$header" | grep -q SPDX || said="$said
$header: no license line"
    sed '/^#/,$d' "$header" | grep -q '^ \* [A-Z`0-9]' || said="$said
$header: no story"
    grep -qiE 'thread|pure function|only .* (include|they)|included by' "$header" || [ "$(basename "$header")" = key_list.h ] || said="$said
$header: no thread rule"
done
[ -z "$said" ] || { printf '%s\n' "$said"; exit 1; }
[ "$functions" -ge 300 ] || { echo "only $functions functions"; exit 1; }
echo "$functions functions in $(wc -w <<<"$headers") headers are explained"
