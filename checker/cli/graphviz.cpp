#include "checker/cli/graphviz.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <stdexcept>

#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fmt/format.h>

namespace walkcheck {
namespace {

struct Close {
  void operator()(FILE* file) const { std::fclose(file); }
};
using File = std::unique_ptr<FILE, Close>;

/// A file without a name: neither end of a pipe can wait for the other.
File scratch() {
  File file(std::tmpfile());
  if (!file) throw std::runtime_error(fmt::format("no temporary file can be made: {}", std::strerror(errno)));
  return file;
}

std::string contents(FILE* file) {
  std::rewind(file);
  std::string text;
  char piece[4096];
  while (const auto got = std::fread(piece, 1, sizeof piece, file)) text.append(piece, got);
  return text;
}

/// The exit code; throws if the program is not there.
int run_dot(FILE* in, FILE* out) {
  posix_spawn_file_actions_t streams;
  posix_spawn_file_actions_init(&streams);
  posix_spawn_file_actions_adddup2(&streams, ::fileno(in), STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&streams, ::fileno(out), STDOUT_FILENO);
  std::string name = "dot", format = "-Tsvg";
  char* const argv[] = {name.data(), format.data(), nullptr};
  pid_t child = 0;
  const int fault = ::posix_spawnp(&child, "dot", &streams, nullptr, argv, environ);
  posix_spawn_file_actions_destroy(&streams);
  if (fault != 0)
    throw std::runtime_error(
        "graphviz's `dot` is not installed (Debian: apt install graphviz); --dot FILE writes what it "
        "would draw");
  int status = 0;
  while (::waitpid(child, &status, 0) < 0 && errno == EINTR) continue;
  return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

}  // namespace

std::string svg_of(const std::string& dot) {
  const auto in = scratch();
  const auto out = scratch();
  const bool written = std::fwrite(dot.data(), 1, dot.size(), in.get()) == dot.size() && std::fflush(in.get()) == 0;
  if (!written) throw std::runtime_error("a temporary file cannot be written");
  std::rewind(in.get());
  if (const int code = run_dot(in.get(), out.get()); code != 0)
    throw std::runtime_error(fmt::format("graphviz's `dot` ended with {}", code));
  return contents(out.get());
}

}  // namespace walkcheck
