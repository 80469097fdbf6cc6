#!/usr/bin/env bash
# Builds everything and runs every test project. Installs the peers (User Mode Linux, busybox, QEMU, npm) with apt where it can,
# and one of another release in a container. Tests of all releases are run by: tests/run.sh --filter Category=Matrix
# BALLAST_PEERS=required makes a missing peer a failure instead of a skip.
# The last line is the total over all test projects: N passed, N failed, N skipped.
set -uo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.." || exit 3

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1 MSBUILDDISABLENODEREUSE=1

say() { printf '== %s\n' "$*"; }

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo -n "$@"
    else return 1
    fi
}

install_peers() {
    local missing=()
    command -v linux.uml >/dev/null || missing+=(user-mode-linux)
    command -v busybox >/dev/null || missing+=(busybox-static)
    command -v qemu-system-x86_64 >/dev/null || missing+=(qemu-system-x86)
    command -v npm >/dev/null || missing+=(npm)
    # Reads the images that we write for Linux, independently of us.
    command -v cpio >/dev/null || missing+=(cpio)
    [ ${#missing[@]} -eq 0 ] && return 0
    command -v apt-get >/dev/null || { say "no apt-get: tests that need ${missing[*]} are skipped"; return 0; }
    say "installing ${missing[*]}"
    as_root apt-get update -qq </dev/null >/dev/null &&
        as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "${missing[@]}" </dev/null >/dev/null ||
        say "could not install ${missing[*]}: tests that need them are skipped"
}

# One release in a container, by our own command; it says what it does, and does nothing where that was done before.
prepare_release() {
    local ballast=src/Cli/bin/Release/net10.0/ballast
    [ "${BALLAST_PEERS:-}" = required ] || [ "$(id -u)" = 0 ] || return 0
    say "preparing a release in a container"
    timeout 600 "$ballast" peers install linux:bookworm --yes </dev/null ||
        say "could not prepare it: tests that need it are skipped, or fail where peers are required"
}

# Sums one attribute of the counters over all result files.
total() {
    cat "$results"/*.trx 2>/dev/null | grep -o "<Counters [^>]*" | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

skipped() {
    cat "$results"/*.trx 2>/dev/null | grep -o '<UnitTestResult [^>]*outcome="NotExecuted"' | wc -l
}

install_peers

results=$(mktemp -d)
trap 'rm -rf "$results"' EXIT

say "building"
if ! dotnet build ConformanceSuite.sln -c Release -v quiet -clp:ErrorsOnly; then
    echo "0 passed, 1 failed, 0 skipped"
    exit 1
fi

prepare_release

status=0
for project in tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    [ "$name" = Ballast.Benchmarks ] && continue
    say "$name"
    # Whoever runs this in the background has SIGINT ignored, and so would the programs that tests interrupt.
    env --default-signal=INT dotnet test "$project" -c Release --no-build --logger "trx;LogFileName=$name.trx" --logger "console;verbosity=minimal" \
        --results-directory "$results" --blame-hang-timeout 10m "$@" </dev/null || status=1
    # A run that died leaves no result file, and must not pass for one without failures.
    [ -f "$results/$name.trx" ] || { say "$name left no results"; status=1; }
done

passed=$(total passed)
failed=$(total failed)
[ "$status" -ne 0 ] && [ "$failed" -eq 0 ] && failed=1
[ "$passed" -eq 0 ] && { say "no test ran"; status=4; }
echo "$passed passed, $failed failed, $(skipped) skipped"
exit "$status"
