#include "tests/checker/symbolic/support/solvers.hpp"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <stdexcept>
#include <string_view>
#include <system_error>

#include <catch2/catch.hpp>

namespace walkcheck::testing {

namespace {

namespace fs = std::filesystem;

/// The command for a file that holds push and pop.
std::string command(const std::string& solver, const std::string& file) {
  const std::string options = solver == "cvc5" ? " --incremental " : " ";
  return "timeout 120 " + solver + options + file + " 2>&1";
}

/// A file that is gone at the end.
class Script {
 public:
  explicit Script(const std::string& text) {
    static std::atomic<int> number = 0;
    const std::string name = "walkcheck-" + std::to_string(::getpid()) + "-" + std::to_string(++number) + ".smt2";
    path_ = fs::temp_directory_path() / name;
    std::ofstream(path_) << text;
  }
  Script(const Script&) = delete;
  Script& operator=(const Script&) = delete;
  ~Script() {
    std::error_code ignored;
    fs::remove(path_, ignored);
  }
  [[nodiscard]] std::string path() const { return path_.string(); }

 private:
  fs::path path_;
};

}  // namespace

bool has_solver(const std::string& solver) {
  return std::system(("command -v " + solver + " >/dev/null 2>&1").c_str()) == 0;  // NOLINT(cert-env33-c)
}

std::vector<std::string> solver_answers(const std::string& solver, const std::string& text) {
  const Script script(text);
  const std::unique_ptr<std::FILE, int (*)(std::FILE*)> pipe(::popen(command(solver, script.path()).c_str(), "r"),
                                                             ::pclose);
  if (!pipe) throw std::runtime_error("cannot run " + solver);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const std::size_t got = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), got);
  std::vector<std::string> lines;
  for (std::size_t begin = 0; begin < output.size();) {
    const std::size_t end = std::min(output.find('\n', begin), output.size());
    lines.push_back(output.substr(begin, end - begin));
    begin = end + 1;
  }
  return lines;
}

std::size_t count_queries(const std::string& text) {
  constexpr std::string_view query = "\n(check-sat)\n";
  std::size_t count = 0;
  for (std::size_t at = text.find(query); at != std::string::npos; at = text.find(query, at + 1)) ++count;
  return count;
}

std::string refused_by_a_solver(const std::string& text) {
  const std::size_t queries = count_queries(text);
  if (queries == 0) return "there are no queries";
  for (const std::string solver : {"z3", "cvc5"}) {
    if (!has_solver(solver)) continue;
    const std::vector<std::string> answers = solver_answers(solver, text);
    if (answers.size() != queries) return solver + " gives another number of answers than there are queries";
    for (const std::string& answer : answers) {
      if (answer != "unsat") return solver + " answers " + answer;
    }
  }
  return {};
}

void require_unsat(const std::string& text) {
  const std::size_t queries = count_queries(text);
  REQUIRE(queries > 0);
  for (const std::string solver : {"z3", "cvc5"}) {
    if (!has_solver(solver)) {
      WARN(solver << " is not installed: its opinion of a certificate was not asked");
      continue;
    }
    INFO(solver << " on\n" << text.substr(0, 20000));
    REQUIRE(solver_answers(solver, text) == std::vector<std::string>(queries, "unsat"));
  }
}

}  // namespace walkcheck::testing
