#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# catalogue.sh SOURCE: no model is missing from models/README.md, no folder and no file from sim/README.md;
# every source that is cited is in models/references.bib, and everything in there is cited; nothing is
# kept at the top but what belongs there.
set -eu -o pipefail
cd "$1"
failures=0

complain() {
    echo "catalogue: $*"
    failures=$((failures + 1))
}

for source in models/*.c; do
    grep -q -F "(${source#models/})" models/README.md || complain "$source is not in models/README.md"
done
for folder in sim/*/; do
    folder=${folder#sim/}
    grep -q -F "| \`$folder\` |" sim/README.md || complain "$folder is not in sim/README.md"
done

# "File by file": folder, about, files; a row without a folder goes on with the one above.
named=$(sed -n '/^## File by file/,/^## Where/p' sim/README.md | awk -F '|' '
    $2 ~ /`/ { folder = $2; gsub(/[` ]/, "", folder) }
    NF == 5 && folder { count = split($4, name, "`"); for (i = 2; i < count; i += 2) print folder name[i] }' | sort)
there=$(cd sim && ls */*.[ch] | sed 's/\.[ch]$//' | sort -u)
wrong=$(diff <(echo "$there") <(echo "$named")) ||
    complain "sim/README.md, file by file ('<' is missing there, '>' is not in sim or named twice): $wrong"

if kept=$(git ls-files 2>/dev/null) && [ -n "$kept" ]; then
    for entry in $(cut -d / -f 1 <<<"$kept" | sort -u); do
        case $entry in
        models | scenarios | sim | plots | tests | CMakeLists.txt | CMakePresets.json | README.md | LICENSE | dev | .*) ;;
        *) complain "$entry does not belong at the top" ;;
        esac
    done
fi

known=$(sed -n 's/^@[a-z]*{\([^,]*\),.*/\1/p' models/references.bib | sort)
[ "$(wc -l <<<"$known")" -ge 20 ] || complain "only a few sources"
# Cited in brackets in sources, headers and documents, and in the catalogue's column of its own.
cited=$({
    grep -rhoE '\[[a-z0-9]+(, [a-z0-9]+)*\]' models scenarios sim plots --include='*.[ch]' --include='*.md' |
        tr -d '[],' | tr ' ' '\n'
    awk -F ' [|] ' '/^\|/ { print $4 }' models/README.md | tr -d ',' | tr ' ' '\n'
} | grep -E '^[a-z]+[0-9]{3,4}[a-z]*$' | sort -u)
for key in $known; do
    grep -rqw "$key" models scenarios sim plots --include='*.[ch]' --include='*.md' ||
        complain "$key of references.bib is cited nowhere"
done
for key in $cited; do
    grep -q -x "$key" <<<"$known" || complain "$key is cited and not in references.bib"
done

[ "$failures" = 0 ] || exit 1
echo "$(wc -l <<<"$known") sources, all cited"
