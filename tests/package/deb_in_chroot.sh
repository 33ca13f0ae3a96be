#!/usr/bin/env bash
# Makes the .deb, and installs and runs it on a Debian that holds nothing else:
#   bash tests/package/deb_in_chroot.sh [BUILD_FOLDER]
# walkcheck must be built there. Needs root, debootstrap and a mirror; without one of them it is skipped with 77.
set -euo pipefail

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)
build=$(realpath "${1:-$repository/build}")

skip() {
  echo "SKIPPED: the package was not tried: $*" >&2
  exit 77
}

fail() {
  echo "FAILED: $*" >&2
  exit 1
}

((EUID == 0)) || skip "that needs root"
command -v debootstrap >/dev/null || skip "debootstrap is not installed"

work=$(mktemp -d)
root=$work/root
remove() {
  mountpoint -q "$root/proc" && umount "$root/proc"
  rm -rf --one-file-system "$work"
}
trap remove EXIT

# The mirror that this machine uses, in either form of its lists.
mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2>/dev/null |
    grep -oE '(https?|file):[^ ]*/debian/?( |$)' | head -n 1 | tr -d ' '
}

# inside COMMAND...: on the new system, with nothing of this one's environment.
inside() {
  chroot "$root" /usr/bin/env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOME=/root DEBIAN_FRONTEND=noninteractive "$@"
}

# says TEXT COMMAND...: the command inside ends with 0 and prints the text.
says() {
  local text=$1 printed
  shift
  printed=$(inside "$@" 2>&1) || fail "$*"$'\n'"$printed"
  [[ $printed == *"$text"* ]] || fail "$* does not say '$text':"$'\n'"$printed"
  echo "ok  $*"
}

cpack -G DEB --config "$build/CPackConfig.cmake" -B "$work/packages"
deb=$(echo "$work"/packages/*.deb)
dpkg-deb --field "$deb" Depends | grep -q libz3 || fail "the package does not name what it needs"
if command -v lintian >/dev/null; then lintian --allow-root --fail-on error,warning "$deb" || fail "lintian finds faults"; fi

. /etc/os-release
if ! debootstrap --variant=minbase "$VERSION_CODENAME" "$root" "$(mirror)" >"$work/log" 2>&1; then
  grep -qi "failed getting release" "$work/log" && skip "the mirror $(mirror) does not answer"
  fail "$(tail -n 20 "$work/log")"
fi
mountpoint -q "$root/proc" || mount -t proc proc "$root/proc"
cp "$deb" "$root/walkcheck.deb"
says "" apt-get -qq update
says "Setting up walkcheck" apt-get install --yes --no-install-recommends /walkcheck.deb

properties=/usr/share/walkcheck/properties
says "walkcheck " walkcheck --version
says " 0 not as expected, 0 undecided" walkcheck check $properties/v17 --scenario v17_pmd_only --tables 'pud[1] pmd[2] pte[1]'
says " 0 not as expected, 0 undecided" walkcheck check $properties/v17 --scenario v17_review --tables any --property 'locked_pud_is_s*'
says "mine.prop" walkcheck new callback mine
says " 0 not as expected, 0 undecided" walkcheck check mine.prop
says "" test -s /usr/share/man/man1/walkcheck.1.gz -a -s /usr/share/man/man5/walkcheck-properties.5.gz
says "" test -s /usr/share/bash-completion/completions/walkcheck
says "" dpkg --audit
says "Removing walkcheck" apt-get remove --yes walkcheck
[[ ! -e $root/usr/share/walkcheck ]] || fail "something stays behind when the package is removed"
echo "ok  the package works on $PRETTY_NAME, and goes without a trace"
