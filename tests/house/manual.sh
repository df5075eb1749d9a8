#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# manual.sh MUSTER PAGES: the manual pages are clean, and name everything that there is: each verb and
# option, each key of a scenario, each dataset of a results file.
set -eu -o pipefail
muster=$1 pages=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0

for tool in man mandoc h5ls; do
    command -v "$tool" >/dev/null || { echo "manual: no $tool here: left out"; exit 77; }
done

complain() {
    echo "manual: $*"
    failures=$((failures + 1))
}

for page in muster.1 muster-scenario.5 muster-store.5; do
    # What man and mandoc have to say, from the plainest style upwards.
    said=$(LC_ALL=C.UTF-8 man --warnings -E UTF-8 -l -Tutf8 -Z "$pages/$page" 2>&1 >"$scratch/ditroff") ||
        complain "$page: man fails"
    [ -z "$said" ] || complain "$page: man: $said"
    [ -s "$scratch/ditroff" ] || complain "$page: man prints nothing"
    said=$(mandoc -T lint -W style "$pages/$page" 2>&1 || true)
    [ -z "$said" ] || complain "$page: mandoc: $said"
    # The text as people read it, on lines that never break.
    mandoc -T utf8 -O width=200 "$pages/$page" | col -b >"$scratch/${page%.*}"
done

named() { # named PAGE TERM: some line of the page is to begin with the term
    printf '%s\t%s\n' "$1" "$2" >>"$scratch/wanted"
}

# The wanted terms that no line begins with.
missing() {
    cd "$scratch"
    awk -F '\t' '
        FILENAME != "wanted" { sub(/^ +/, ""); line[FILENAME, ++lines[FILENAME]] = $0 " "; next }
        {
            for (i = 1; i <= lines[$1] && index(line[$1, i], $2 " ") != 1; i++);
            if (i > lines[$1] && !told[$0]++) print $1 ": no " $2
        }' muster muster-scenario muster-store wanted
}

verbs=$("$muster" help | sed -n '/^Usage/,$s/^  \([a-z]*\) .*/\1/p')
for verb in $verbs; do
    named muster "muster $verb"
    for option in $("$muster" help "$verb" | sed -n 's/^  \(--[a-z-]*\).*/\1/p'); do
        named muster "$option"
    done
done
[ "$(wc -w <<<"$verbs")" -ge 9 ] || complain "only the verbs: $verbs"

keys=$("$muster" explain | sed -n '/^Keys:/,$s/^  //p')
while read -r key; do named muster-scenario "$key"; done <<<"$keys"
[ "$(wc -l <<<"$keys")" -ge 100 ] || complain "only a few keys"

# A year of people with money, and a trace: nearly every dataset that there is.
cd "$scratch"
"$muster" init new-centre --quiet >/dev/null
"$muster" run new-centre.yaml --replications 2 --trace 1 --set horizon.weeks=5 --set horizon.interval='1 h' >/dev/null
datasets=$(h5ls -r new-centre.h5 | sed -n 's/ *Dataset.*//p' | grep -o '^/[a-z_]*/[A-Za-z0-9_/]*' | grep -v '^/axes/')
while read -r path; do
    case $path in
    /planned/* | /scenario/* | /candidates/*) named muster-store "$path" ;;
    *) named muster-store "${path##*/}"; named muster-store "${path%/*}" ;;
    esac
done <<<"$datasets"
[ "$(wc -l <<<"$datasets")" -ge 200 ] || complain "only a few datasets"
for measure in $("$muster" explain | sed -n '/^Measures:/,/^$/s/^  //p'); do
    named muster-store "$measure"
done

said=$(missing)
[ -z "$said" ] || complain "$said"
[ "$failures" = 0 ] || exit 1
echo "three pages, $(wc -w <<<"$verbs") verbs, $(wc -l <<<"$keys") keys, $(wc -l <<<"$datasets") datasets"
