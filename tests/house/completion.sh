#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# completion.sh MUSTER PAGES: what bash, zsh and fish offer. A shell that is not installed is named
# and left out; bash is always there.
set -eu -o pipefail
muster=$1 pages=$2
scratch=$(mktemp -d) home=$(mktemp -d)
trap 'rm -rf "$scratch" "$home"' EXIT
cd "$scratch"
touch desk.yaml desk.h5 notes.txt
mkdir figures
failures=0

expect() { # expect SHELL LINE WANTED: the sorted offers, in one line
    local got
    got=$("offers_$1" "$2" | LC_ALL=C sort | tr '\n' ' ')
    [ "${got% }" = "$3" ] && return
    echo "$1: '$2' offers '${got% }', not '$3'"
    failures=$((failures + 1))
}

# What is offered behind the last word of LINE, which may be empty.
offers_bash() {
    bash --norc -c '
        source "$1"
        line=$2
        read -ra COMP_WORDS <<<"$line"
        [[ $line == *" " ]] && COMP_WORDS+=("")
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        _muster 2>/dev/null
        printf "%s\n" "${COMPREPLY[@]}"' bash "$pages/muster.bash" "$1"
}

offers_fish() {
    HOME=$home XDG_CONFIG_HOME=$home XDG_DATA_HOME=$home fish --no-config -c "
        set PATH $(dirname "$muster") \$PATH
        source '$pages/muster.fish'
        complete -C \"\$argv[1]\"" "$1" | cut -f 1
}

# zsh completes only at a prompt: one in a pseudo-terminal, whose compadd writes down its offers.
offers_zsh() {
    (cd zsh && rm -f offers ready over && touch offers &&
        HOME=$home zsh -f ask.zsh "$(dirname "$muster")" "$pages" "$1" && sort -u offers)
}
mkdir zsh
touch zsh/desk.yaml zsh/desk.h5
cat >zsh/setup.zsh <<'Z'
compadd() {
    case "${@[1,(i)(-|--)]}" in
    *-O* | *-A* | *-D*) builtin compadd "$@"; return ;;
    esac
    local -a hits
    local suffix=
    [[ ${argv[(I)-S=]} != 0 ]] && suffix==
    builtin compadd -A hits "$@"
    print -rl -- $^hits$suffix >>offers
    builtin compadd "$@"
}
asked() { zle -I; touch over }
zle -N asked
bindkey '^I' complete-word
bindkey '^X^Y' asked
touch ready
Z
cat >zsh/ask.zsh <<'Z'
zmodload zsh/zpty zsh/zselect
wait_for() { repeat 500; do [[ -e $1 ]] && return; zselect -t 2; done; print "zsh: $1 never came"; exit 1 }
zpty prompt zsh -f -i
zpty -w prompt "PROMPT= LISTMAX=0; unsetopt prompt_cr prompt_sp beep; stty -echo"
zpty -w prompt "path=($1 \$path) fpath=($2 \$fpath); autoload -Uz compinit; compinit -u -D; source ./setup.zsh"
wait_for ready
zpty -w -n prompt "$3"$'\t\C-x\C-y'
wait_for over
zpty -d prompt
Z

verbs=$("$muster" help | sed -n '/^Usage/,$s/^  \([a-z]*\) .*/\1/p' | LC_ALL=C sort | tr '\n' ' ')
keys=$("$muster" explain | sed -n '/^Keys:/,$s/^  //p' | grep '^horizon' | sed 's/$/=/' | LC_ALL=C sort | tr '\n' ' ')
templates=$("$muster" init | grep -o '^  [a-z][a-z-]*' | tr -d ' ' | LC_ALL=C sort | tr '\n' ' ')

shells="bash"
for shell in fish zsh; do
    if command -v "$shell" >/dev/null; then shells="$shells $shell"; else echo "no $shell here: left out"; fi
done
for shell in $shells; do
    case $shell in
    bash) bash -n "$pages/muster.bash" ;;
    zsh) zsh -n "$pages/_muster" ;;
    fish) fish --no-execute "$pages/muster.fish" ;;
    esac
    expect "$shell" "muster ru" "run"
    expect "$shell" "muster init " "${templates% }"
    expect "$shell" "muster erlang " "a b c"
    expect "$shell" "muster run desk.yaml --thr" "--threads"
    expect "$shell" "muster run --set horizon" "${keys% }"
    expect "$shell" "muster explain abandoned_" "abandoned_clock abandoned_fraction"
    expect "$shell" "muster plot desk.h5 --format p" "pdf png"
done
expect bash "muster " "--help --version ${verbs% }"
expect bash "muster check " "desk.yaml figures zsh"
expect bash "muster show " "desk.h5 figures zsh"
expect bash "muster run --seed 3 --force d" "desk.yaml"
expect bash "muster plot desk.h5 service-level-by-t" "service-level-by-time"
expect bash "muster plot desk.h5 --output " "figures zsh"
expect bash "muster run --output " "desk.h5 desk.yaml figures notes.txt zsh"
expect bash "muster run --seed " ""
expect bash "muster run --set services" "services="
expect bash "muster run --precision asa" "asa_s="

[ "$failures" = 0 ] || exit 1
echo "asked $shells"
