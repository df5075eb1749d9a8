#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# arithmetic.sh SOURCE MUSTER: whoever works through the sums that `muster check` prints, with the
# figures as printed, gets the result as printed, to 2 in a thousand: for every shipped scenario and
# template.
set -eu -o pipefail
source_tree=$1 muster=$2
sums=0
for scenario in "$source_tree"/scenarios/*.yaml "$source_tree"/scenarios/templates/*.yaml; do
    said=$("$muster" check "$scenario" 2>/dev/null | awk '
        # A line that goes on, or one of the same sum, is joined to the line before.
        /^ +x \(/ || (/^              / && line != "") { sub(/^ +/, ""); line = line " " $0; next }
        { if (line != "") print line; line = $0 }
        END { print line }' | awk -v file="${scenario##*/}" '
        # Numbers, a unit behind them (hours are 1), and the three signs between them.
        function value(text, words, count, i, word, sum, product, sign, inner, depth, number) {
            count = split(text, words, " ")
            sum = inner = depth = 0; product = 1; sign = 1; number = 0
            for (i = 1; i <= count; i++) {
                word = words[i]
                if (word ~ /^\(/) { depth = 1; inner = 0; sub(/^\(/, "", word) }
                closing = sub(/\)[,;:]?$/, "", word)
                gsub(/[,;:]$/, "", word)
                if (word ~ /^[0-9][0-9,]*(\.[0-9]+)?$/) {
                    gsub(/,/, "", word)
                    word += 0
                    if (words[i + 1] ~ /^min/) word /= 60
                    if (words[i + 1] ~ /^s[,;:)]?$/) word /= 3600
                    if (words[i + 1] ~ /^%/) word /= 100
                    if (depth) inner += sign * word; else product *= word
                    number = 1
                    if (depth) sign = 1
                } else if (word == "-" || word == "+") {
                    if (depth) sign = word == "-" ? -1 : 1
                    else { sum += sign * product; product = 1; sign = word == "-" ? -1 : 1 }
                }
                if (closing && depth) { product *= inner; depth = 0; sign = 1 }
            }
            return number ? sum + sign * product : "none"
        }
        function first(text) {
            match(text, /[0-9][0-9,]*(\.[0-9]+)?/)
            text = substr(text, RSTART, RLENGTH)
            gsub(/,/, "", text)
            return text + 0
        }
        function compare(expression, result, got, wanted) {
            got = value(expression); wanted = first(result)
            if (got == "none") return
            sums++
            if (got - wanted > 0.002 * wanted + 0.006 || wanted - got > 0.002 * wanted + 0.006)
                printf "%s: %s = %s, not %s\n", file, expression, got, wanted
        }
        / = / && !/^  (opening|observed|sets)/ && !/^ *[a-z_.*]+ = / {
            if (/ on points [0-9]+ to [0-9]+, /) next # a range, told once as it is
            gsub(/£/, "")
            sub(/^  [A-Za-z][A-Za-z0-9\/ ]*[A-Za-z0-9\/]   */, ""); sub(/.* posts?: /, "")
            gsub(/\([^()]*(each, never idle|lie in the horizon)[^()]*\)/, "")
            if (match($0, /[0-9]+ posts, one Saturday in [0-9]+ = /)) {
                posts = substr($0, RSTART) + 0
                every = substr($0, RSTART, RLENGTH); sub(/.* in /, "", every)
                $0 = substr($0, RSTART + RLENGTH)
                compare(posts / every " ", $0)
            }
            sub(/^.* = .* posts?:/, "")
            count = split($0, part, / = /)
            for (p = 1; p < count; p++) compare(part[p], part[p + 1])
        }
        # One or several services, one after another.
        / of the other / {
            gsub(/[,;]/, "")
            while (match($0, /[0-9.]+ wanted over the horizon [0-9.]+ of them while open ([0-9.]+ %|none) of the other [0-9.]+ come back: [0-9.]+ contacts/)) {
                one = substr($0, RSTART, RLENGTH)
                $0 = substr($0, RSTART + RLENGTH)
                sub(/open none of/, "open 0 % of", one)
                split(one, word, " ")
                wanted = word[1]; open = word[6]; share = word[11] / 100; other = word[16]; come = word[19]
                compare(wanted " - " open, other " ")
                if (come - open - share * other > 0.005 * come || open + share * other - come > 0.005 * come)
                    printf "%s: %s + %s of %s is not %s\n", file, open, share, other, come
                sums++
            }
        }
        /occupancy/ && / h of handling/ {
            gsub(/,/, "")
            match($0, /[0-9]+ h a year/); hours = substr($0, RSTART) + 0
            match($0, /[0-9.]+ h of handling/); work = substr($0, RSTART) + 0
            match($0, /occupancy [0-9.]+/); compare(work / hours * 100 " ", substr($0, RSTART))
        }
        END { print "SUMS " sums }')
    wrong=$(grep -v '^SUMS' <<<"$said" || true)
    [ -z "$wrong" ] || { echo "$wrong"; failed=1; }
    sums=$((sums + ${said##*SUMS }))
done
[ "$sums" -ge 100 ] || { echo "only $sums sums"; failed=1; }
[ -z "${failed-}" ] || exit 1
echo "$sums sums come out"
