#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# documents.sh SOURCE BUILD: every command of every document runs and prints what the document says.
#
# Documents are the *.md of the tree, the comments of scenarios and templates, and the EXAMPLES of the
# manual pages, which hold the examples of --help. Commands are what stands in ```sh blocks, in blocks indented by four blanks, and between
# backticks in a sentence when it is more than a verb and has no PLACEHOLDER. All commands of a
# document run in their order in one shell, in a folder that looks like a fresh clone; each must exit
# with 0, or with N when its line says "# exit N". A ``` block behind commands is what they print: it
# must stand in their output as it is, line by line; a line "..." is any number of lines. A block
# ```yaml NAME is written to that file.
#
# What takes minutes is shortened, never left out, unless MUSTER_EFFORT=full:
#   - `muster run` of a district-*.yaml gets two replications; from there on the document's numbers
#     are not compared, its words are;
#   - `muster validate` the same; `./dev bench` a single short round;
#   - in ./dev and cmake the build that is under test stands in for building, and ctest, apt-get and
#     clang-format do nothing: this is the suite.
# A relative link of a document must lead somewhere.
set -u -o pipefail
source_tree=$(cd "$1" && pwd) build=$(cd "$2" && pwd)
here=$source_tree/tests/house
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
failures=0 commands=0 outputs=0
for tool in jq h5ls git gnuplot; do
    command -v "$tool" >/dev/null || { echo "documents: no $tool here: left out"; exit 77; }
done

complain() {
    echo "documents: $*"
    failures=$((failures + 1))
}

# ---- the stand-ins ----

mkdir "$scratch/bin"
export MUSTER_REAL=$build/muster MUSTER_SHORTENED=$scratch/shortened MUSTER_EFFORT=${MUSTER_EFFORT:-short}
export MUSTER_BUILD=$build MUSTER_CMAKE=$(command -v cmake) MUSTER_SCRATCH=$scratch PATH=$scratch/bin:$PATH
cat >"$scratch/bin/muster" <<'S'
#!/usr/bin/env bash
if [ "$MUSTER_EFFORT" != full ]; then
    case "${1-} $*" in
    run\ *district-*.yaml* | validate\ *)
        words=()
        while [ $# -gt 0 ]; do
            case $1 in
            --replications) shift ;;
            --quick) ;;
            *) words+=("$1") ;;
            esac
            shift
        done
        set -- "${words[@]}" --replications 2
        : >"$MUSTER_SHORTENED" ;;
    esac
fi
exec "$MUSTER_REAL" "$@"
S
cat >"$scratch/bin/cmake" <<'S'
#!/usr/bin/env bash
case $1 in
--install) shift 2; exec "$MUSTER_CMAKE" --install "$MUSTER_BUILD" --prefix "$MUSTER_SCRATCH/installed" "$@" ;;
-S | --build) ;;
*) echo "cmake: $*: not foreseen" >&2; exit 1 ;;
esac
S
cat >"$scratch/bin/sudo" <<'S'
#!/usr/bin/env bash
exec "$@"
S
cat >"$scratch/bin/apt-get" <<'S'
#!/usr/bin/env bash
exit 0
S
cp "$scratch/bin/apt-get" "$scratch/bin/ctest"
cp "$scratch/bin/apt-get" "$scratch/bin/clang-format"
chmod +x "$scratch"/bin/*

# A tree as after ./dev build, with a commit COMMIT to compare with.
fresh_clone() { # fresh_clone FOLDER
    mkdir -p "$1/build/tests"
    (cd "$source_tree" && cp -r dev README.md LICENSE CMakeLists.txt models scenarios sim plots "$1") || return 1
    mkdir -p "$1/tests" && cp -r "$source_tree/tests/speed" "$1/tests"
    cp "$scratch/bin/muster" "$1/build/muster"
    printf '#!/usr/bin/env bash\nexec "$MUSTER_BUILD/tests/speed_bench" --quick "$@"\n' >"$1/build/tests/speed_bench"
    ln -s build "$1/build-asan" && ln -s build "$1/build-tsan"
    chmod +x "$1/build/tests/speed_bench"
    (cd "$1" && git init -q && git add -A -f && git -c user.name=m -c user.email=m@m commit -q -m m && git tag COMMIT) ||
        return 1
}

# ---- one document ----

cat >"$scratch/head" <<'S'
set -e -o pipefail
exec 3>&1
__root=$PWD
TIMEFORMAT=%U
__block() { __at=$2; exec >"$__out/$1.printed" 2>&1; }
__expect() { local status=0; eval "$2" || status=$?; [ "$status" = "$1" ] || { echo "exit $status, not $1: $2"; return 1; }; }
trap '[ $? = 0 ] || { echo "$__name:$__at: fails, saying:" >&3; tail -n 12 "$(ls -t "$__out"/*.printed | head -n 1)" >&3; }' EXIT
S

# Lines with their numbers and signs taken out, and the words that depend on them.
shape() {
    sed -E 's/[-+±]?[0-9][0-9.,]*//g; s/ (met|missed|undecided|-)\b//g; s/ none: .*//; s/[-+±£%?]//g; s/ +/ /g; s/ $//; s/ (k|s|min|h)\b//g'
}

# Whether the lines of EXPECTED stand in PRINTED, "..." being any lines.
compare() { # compare EXPECTED PRINTED
    awk '
        { sub(/[ \t\r]+$/, "") }
        FNR == NR { want[++wants] = $0; next }
        { got[++gots] = $0 }
        function stands(w, g) {
            for (; w <= wants; w++) {
                if (want[w] == "...") {
                    for (; g <= gots + 1; g++) if (stands(w + 1, g)) return 1
                    return 0
                }
                if (g > gots || want[w] != got[g]) { if (w > best) { best = w; seen = got[g] } return 0 }
                g++
            }
            return 1
        }
        END {
            for (g = 1; g <= gots + 1; g++) if (stands(1, g)) exit 0
            print "  not printed: " want[best]; print "  but perhaps: " seen
            exit 1
        }' "$1" "$2"
}

document() { # document NAME FILE FOLDER: runs FILE, a document called NAME, in FOLDER
    local out=$scratch/out.$RANDOM$RANDOM
    mkdir "$out"
    rm -f "$MUSTER_SHORTENED"
    { echo "__name='$1' __out='$out' __at=0"; cat "$scratch/head"
      awk -v name="$1" -v out="$out" -f "$here/documents.awk" "$2"; } >"$out/script"
    (cd "$3" && bash "$out/script" </dev/null) || complain "$1 does not run"
    commands=$((commands + $(grep -c '^__block' "$out/script")))
    local expected printed
    for expected in "$out"/*.expected; do
        [ -e "$expected" ] || continue
        printed=${expected%.expected}.printed
        [ -e "$printed" ] || { complain "$1: nothing printed for $(head -n 1 "$expected")"; continue; }
        if [ -e "$MUSTER_SHORTENED" ]; then
            shape <"$expected" >"$expected.shape"; shape <"$printed" >"$printed.shape"
            expected=$expected.shape printed=$printed.shape
        fi
        compare "$expected" "$printed" || complain "$1: does not print what it says"
        outputs=$((outputs + 1))
    done
}

links() { # links NAME FILE
    local link
    for link in $(grep -o '](\([^)#: ]*\)' "$2" | cut -c 3-); do
        [ -e "$(dirname "$2")/$link" ] || complain "$1: $link is not there"
    done
}

# ---- all of them ----

while read -r file; do
    name=${file#"$source_tree"/}
    rm -rf "$scratch/clone" "$scratch/before"
    fresh_clone "$scratch/clone" || { complain "no clone"; break; }
    document "$name" "$file" "$scratch/clone"
    links "$name" "$file"
done < <(find "$source_tree" -name '*.md' -not -path "$source_tree/build*" -not -path "$source_tree/.git/*" | sort)

beside_the_council() { # beside_the_council NAME: stdin is the document
    cat >"$scratch/example.md"
    rm -rf "$scratch/beside" && mkdir "$scratch/beside"
    cp "$source_tree"/scenarios/district-council.yaml "$scratch/beside"
    document "$1" "$scratch/example.md" "$scratch/beside"
}

# The comments of scenarios and templates, each beside all of them.
mkdir "$scratch/scenarios"
cp "$source_tree"/scenarios/*.yaml "$source_tree"/scenarios/templates/*.yaml "$scratch/scenarios"
for file in "$source_tree"/scenarios/*.yaml "$source_tree"/scenarios/templates/*.yaml; do
    sed -n 's/^# \{0,3\}//p' "$file" | sed '/^    /{/^    muster /!s/^ *//;}' >"$scratch/comments.md"
    document "${file#"$source_tree"/}" "$scratch/comments.md" "$scratch/scenarios"
done

for page in muster.1 muster-scenario.5 muster-store.5; do
    sed -n '/^\.SH EXAMPLES/,/^\.SH SEE/p' "$build/manual-pages/$page" |
        sed -n '/^\.nf/,/^\.fi/{/^\.nf/s/.*/```sh/;/^\.fi/s/.*/```/;p}' |
        sed 's/\\-/-/g; s/\\(aq/'"'"'/g; s/\\(ti/~/g; s/\\(ha/^/g; s/\\e/\\/g; s/^\\&//' |
        awk '/^```sh/ { getline first; print (first ~ /^(muster |h5)/ ? "```sh" : "```yaml smallest.yaml"); print first; next } { print }
             END { print "```sh\n[ ! -e smallest.yaml ] || muster run smallest.yaml --replications 2 --output none\n```" }' |
        tee "$scratch/$page.md" | beside_the_council "$page"
    sed 's/^ *//' "$scratch/$page.md" >"$scratch/$page.examples"
done

# The examples of --help are those of the page, and so were run with it.
for verb in $("$build/muster" help | sed -n '/^Usage/,$s/^  \([a-z]*\) .*/\1/p'); do
    "$build/muster" help "$verb" | sed -n '/^Example:/,/^$/{/^Example:/d;/^$/d;s/^  //;p}' >"$scratch/example"
    [ -s "$scratch/example" ] || complain "muster help $verb: no example"
    while read -r line; do
        grep -q -F -x -- "$line" "$scratch/muster.1.examples" || complain "muster help $verb: '$line' is not in muster(1)"
    done < <(sed 's/^ *//' "$scratch/example")
done
"$build/muster" help | sed -n '1s/.*/```sh/;/^$/q;p' | { cat; printf '```\n'; } | beside_the_council "muster help"

[ "$commands" -ge 30 ] || complain "only $commands blocks of commands"
[ "$outputs" -ge 5 ] || complain "only $outputs blocks of output"
[ "$failures" = 0 ] || exit 1
echo "$commands blocks of commands ran, $outputs printed what the documents say"
