#include "checker/report/whole_file.hpp"

#include <cerrno>
#include <cstdio>
#include <filesystem>
#include <stdexcept>
#include <string_view>
#include <system_error>
#include <utility>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace walkcheck {
namespace {

namespace fs = std::filesystem;

constexpr ::mode_t everybody = 0666;  // as far as the umask lets

[[noreturn]] void fail(const std::string& path, int error) {
  throw std::runtime_error(fmt::format("{}: {}", path, std::generic_category().message(error)));
}

int open_or_fail(const std::string& path, int how) {
  const int file = ::open(path.c_str(), how | O_CLOEXEC, everybody);
  if (file < 0) fail(path, errno);
  return file;
}

/// 0, or what failed.
int write_all(int file, std::string_view text) {
  while (!text.empty()) {
    const auto written = ::write(file, text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) return errno;
    text.remove_prefix(static_cast<std::size_t>(written));
  }
  return 0;
}

/// Closes the file in any case; 0, or what failed, now or before.
int close_after(int file, int error) { return ::close(file) != 0 && error == 0 ? errno : error; }

void write_directly(const std::string& path, const std::string& text, int how) {
  const int file = open_or_fail(path, O_WRONLY | how);
  const int error = close_after(file, write_all(file, text));
  if (error != 0) fail(path, error);
}

bool is_same(int file, const std::string& path) {
  struct stat open {
  }, named{};
  return ::fstat(file, &open) == 0 && ::stat(path.c_str(), &named) == 0 && open.st_dev == named.st_dev &&
         open.st_ino == named.st_ino;
}

/// A draft that nobody else writes. Who held the lock before may have renamed or removed the file since it was opened.
int claim(const std::string& draft) {
  while (true) {
    const int file = open_or_fail(draft, O_WRONLY | O_CREAT);
    if (::flock(file, LOCK_EX | LOCK_NB) != 0) {
      const int error = errno;
      ::close(file);
      if (error == EWOULDBLOCK) throw std::runtime_error(draft + ": is being written, by another run or option");
      fail(draft, error);
    }
    if (is_same(file, draft)) return file;
    ::close(file);
  }
}

/// The name outlives a crash of the machine. What cannot be asked for that is written all the same.
void sync_folder_of(const std::string& path) {
  const auto folder = fs::path(path).parent_path();
  const int file = ::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (file < 0) return;
  static_cast<void>(::fsync(file));
  ::close(file);
}

std::string resolved(const std::string& path) {
  std::error_code error;
  fs::path target = path;
  // weakly_canonical() stops at a link to what is not there yet.
  for (int links = 0; fs::is_symlink(target, error) && links < 40; ++links) {
    const auto named = fs::read_symlink(target, error);
    if (error) break;
    target = named.is_absolute() ? named : target.parent_path() / named;
  }
  return target.string();
}

}  // namespace

WholeFile::WholeFile(const std::string& path) : target_(resolved(path)) {
  std::error_code ignored;
  if (fs::is_directory(target_, ignored)) throw std::runtime_error(path + ": is a folder");
  if (fs::exists(target_, ignored) && !fs::is_regular_file(target_, ignored)) return;
  const auto folder = fs::path(target_).parent_path();
  if (!folder.empty() && !fs::is_directory(folder, ignored))
    throw std::runtime_error(path + ": there is no such folder");
  const auto draft = target_ + ".walkcheck-part";
  file_ = claim(draft);
  draft_ = draft;
}

WholeFile::WholeFile(WholeFile&& other) noexcept
    : target_(std::move(other.target_)), draft_(std::move(other.draft_)), file_(std::exchange(other.file_, -1)) {
  other.draft_.clear();
}

WholeFile::~WholeFile() {
  // Before the lock goes: afterwards the draft may be another run's.
  if (!draft_.empty()) ::unlink(draft_.c_str());
  if (file_ >= 0) ::close(file_);
}

void WholeFile::remove_old() const {
  if (draft_.empty()) return;
  if (::unlink(target_.c_str()) != 0 && errno != ENOENT) fail(target_, errno);
}

void WholeFile::write(const std::string& text) {
  if (draft_.empty()) return write_directly(target_, text, O_TRUNC);
  int error = ::ftruncate(file_, 0) == 0 ? write_all(file_, text) : errno;
  if (error == 0 && ::fsync(file_) != 0) error = errno;
  if (error == 0 && ::rename(draft_.c_str(), target_.c_str()) != 0) error = errno;
  if (error != 0) fail(target_, error);
  draft_.clear();
  error = close_after(std::exchange(file_, -1), 0);
  if (error != 0) fail(target_, error);
  sync_folder_of(target_);
}

void write_whole(const std::string& path, const std::string& text) { WholeFile(path).write(text); }

void append_whole(const std::string& path, const std::string& text) { write_directly(path, text, O_APPEND | O_CREAT); }

}  // namespace walkcheck
