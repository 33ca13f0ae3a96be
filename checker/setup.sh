# What Debian must provide, and how a preset is built. Sourced by checker/run.sh and tests/run.sh.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

build_packages=(cmake ninja-build g++ libfmt-dev libcli11-dev nlohmann-json3-dev libboost-graph-dev libpugixml-dev libz3-dev)
test_packages=(git python3 python3-jsonschema python3-yaml libxml2-utils catch2 z3 cvc5 clang clang-format clang-tidy chromium
  chromium-driver graphviz groff-base file dpkg-dev debootstrap lintian)

# Standard output belongs to walkcheck.
say() { printf '%s\n' "$*" >&2; }

# run_logged LOG COMMAND...: silent, unless the command fails; then the end of the log is shown.
run_logged() {
  local log=$1 code=0
  shift
  mkdir -p "$(dirname "$log")"
  "$@" >"$log" 2>&1 || code=$?
  if ((code == 0)); then return; fi
  tail -n 200 "$log" >&2
  say "All of it: $log"
  return $code
}

apt_install() {
  local as_root=()
  if (($(id -u) != 0)); then as_root=(sudo); fi
  "${as_root[@]}" apt-get -qq update &&
    "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
      apt-get -qq -o DPkg::Lock::Timeout=300 install --yes --no-install-recommends "$@"
}

# install_missing PACKAGE...
install_missing() {
  if ! command -v dpkg-query >/dev/null; then
    say "No Debian here: taking it that these are installed: $*"
    return
  fi
  local missing=() package installed
  installed=$(dpkg-query --show --showformat '|${Package}=${db:Status-Status}|' "$@" 2>/dev/null || true)
  for package in "$@"; do
    [[ $installed == *"|$package=installed|"* ]] || missing+=("$package")
  done
  if ((${#missing[@]} == 0)); then return; fi
  say "Installing ${missing[*]}"
  local log=$repository/build/logs/apt.log
  # Mirrors fail now and then: once more, then give up.
  run_logged "$log" apt_install "${missing[@]}" && return
  say "That failed; trying once more"
  sleep 3
  run_logged "$log" apt_install "${missing[@]}"
}

# build_folder PRESET
build_folder() {
  if [[ $1 == release ]]; then echo "$repository/build"; else echo "$repository/build/$1"; fi
}

# configure PRESET: from scratch if the folder is new, was moved, or belongs to another generator.
configure() {
  local folder fresh=()
  folder=$(build_folder "$1")
  is_configured "$folder" || fresh=(--fresh)
  (cd "$repository" && cmake "${fresh[@]}" --preset "$1")
}

is_configured() {
  [[ -f $1/build.ninja ]] && grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$repository" "$1/CMakeCache.txt"
}

# build PRESET TARGET...
build() {
  local preset=$1 folder
  shift
  folder=$(build_folder "$preset")
  cmake --build "$folder" --target "$@"
}

# tell_progress LOG: how far ninja is, every half minute, until it is killed.
tell_progress() {
  local done
  while sleep 30 >/dev/null 2>&1; do
    done=$(sed -n 's|^\[\([0-9]*/[0-9]*\)\].*|\1|p' "$1" | tail -n 1)
    if [[ -n $done ]]; then say "Building walkcheck: step $done"; fi
  done
}

# build_walkcheck: the release binary, build/walkcheck. Ninja configures again by itself when a CMake file or the list
# of sources has changed. Runs that start at the same time build one after the other.
build_walkcheck() {
  local log=$repository/build/logs/build.log
  mkdir -p "$repository/build"
  (
    flock 9
    if ! is_configured "$repository/build"; then
      say "Building walkcheck, three to four minutes on two cores; later runs start at once"
      run_logged "$log" configure release || exit 1
      # Ninja shows on a terminal how far it is.
      if [[ -t 2 ]]; then
        build release walkcheck >&2 || exit 1
      else
        tell_progress "$log" 9>&- &
        teller=$!
        trap 'kill "$teller"' EXIT
      fi
    fi
    run_logged "$log" build release walkcheck
  ) 9>"$repository/build/.lock"
}
