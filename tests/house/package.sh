#!/usr/bin/env bash
# SPDX-License-Identifier: GPL-3.0-or-later
# package.sh SOURCE BUILD CC FLAGS: what is installed is enough for a program of somebody else's,
# found by CMake and by pkg-config, from any folder: it says what the command says, to the last digit.
set -eu -o pipefail
source=$1 build=$2 cc=$3 flags=$4
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cmake --install "$build" --prefix "$scratch/first" >/dev/null
mv "$scratch/first" "$scratch/installed" # nothing in it may know where it was
cp -r "$source/tests/house/package" "$scratch/program"
scenario=$scratch/installed/share/muster/scenarios/two-agent-desk.yaml

"$scratch/installed/bin/muster" run "$scenario" --replications 3 --output none --json --quiet |
    sed -n '/"services"/,/"staff"/ { /"all"/,/}$/ { /"service_level"/,/}/ s/^ *"mean": \(.*\),$/\1/p } }' >"$scratch/said"
[ -s "$scratch/said" ]

compare() { # compare PROGRAM HOW
    "$1" "$scenario" 3 >"$scratch/printed"
    diff "$scratch/said" "$scratch/printed" || { echo "package: by $2 it says something else"; exit 1; }
}

cmake -S "$scratch/program" -B "$scratch/built" -DCMAKE_PREFIX_PATH="$scratch/installed" -DCMAKE_C_COMPILER="$cc" \
    -DCMAKE_C_FLAGS="$flags" >"$scratch/log" 2>&1 && cmake --build "$scratch/built" >>"$scratch/log" 2>&1 ||
    { cat "$scratch/log"; exit 1; }
compare "$scratch/built/service_level" find_package

found=$(find "$scratch/installed" -name muster.pc -printf %h)
options=$(PKG_CONFIG_PATH=$found pkg-config --cflags --libs muster)
# shellcheck disable=SC2086
"$cc" -std=c17 $flags -o "$scratch/by-pkg-config" "$scratch/program/service_level.c" $options
compare "$scratch/by-pkg-config" pkg-config
echo "$(wc -l <"$scratch/said") service levels, the same by find_package and pkg-config"
