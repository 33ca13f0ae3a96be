#!/usr/bin/env bash
# Finds the commit that broke a property:
#   cp checker/ci/bisect.sh /tmp/ && git bisect start BAD GOOD && git bisect run bash /tmp/bisect.sh PATH [OPTION...]
# PATH and options are those of `walkcheck check`: properties/v17 --scenario v17 --property no_deadlock
#
# For the model's own repository: each revision's walkcheck judges that revision's model. With WALKCHECK=PROGRAM one
# walkcheck, that of today, judges the models of all. 0 is good and 1 bad; 125 skips a revision that cannot be judged:
# undecided, not to be built, without the file. A command line that is wrong at any revision ends it all (128).
set -u

if (($# == 0)); then
  echo "usage: git bisect run bash bisect.sh PATH [OPTION...]" >&2
  exit 128
fi
if [[ -n ${WALKCHECK:-} ]]; then
  exec "$WALKCHECK" check --exit-style bisect --quiet --no-progress "$@"
fi
# An older revision has no such option, and may not be there at all: bring codes of its own into line.
[[ -f checker/run.sh ]] || exit 125
bash checker/run.sh check --quiet --no-progress "$@"
case $? in
  0) exit 0 ;;
  1) exit 1 ;;
  *) exit 125 ;;
esac
