#!/usr/bin/env bash
# Installs and builds what is missing, then runs walkcheck with the arguments given:
#   bash checker/run.sh [ARGUMENT...]        without one: check properties/v17 --overview
# The exit code is walkcheck's, or 125 if it could not be built (what `git bisect run` skips).
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/setup.sh"

install_missing "${build_packages[@]}" || exit 125
build_walkcheck || exit 125

if (($# == 0)); then
  cd "$repository"
  set -- check properties/v17 --overview
fi
# What walkcheck advises to type.
export WALKCHECK_COMMAND="bash ${BASH_SOURCE[0]}"
exec "$repository/build/walkcheck" "$@"
