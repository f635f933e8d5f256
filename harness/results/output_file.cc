#include "harness/results/output_file.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <system_error>

namespace stampede {

namespace {

constexpr mode_t kNewFileMode = 0666;            // narrowed by the umask
constexpr std::string_view kTemporary = ".tmp";  // then the number of the process that writes

std::string last_error() {
  return std::strerror(errno);
}

class Descriptor {
 public:
  explicit Descriptor(int number) : number_(number) {}
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  ~Descriptor() {
    if (number_ >= 0) ::close(number_);
  }

  bool open() const { return number_ >= 0; }
  int number() const { return number_; }

  bool write_all(std::string_view text) const {
    while (!text.empty()) {
      const ssize_t written = ::write(number_, text.data(), text.size());
      if (written < 0 && errno == EINTR) continue;
      if (written < 0) return false;
      text.remove_prefix(static_cast<std::size_t>(written));
    }
    return true;
  }

 private:
  int number_;
};

std::optional<std::string> write_directly(const std::string& path, std::string_view text) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CLOEXEC));
  if (!file.open() || !file.write_all(text)) return last_error();
  return std::nullopt;
}

// What stands after `name` in the name of a temporary file of it, if that is a process, else nothing.
std::optional<pid_t> writer_of(std::string_view file, std::string_view name) {
  if (!file.starts_with(name) || !file.substr(name.size()).starts_with(kTemporary)) return std::nullopt;
  const std::string_view digits = file.substr(name.size() + kTemporary.size());
  pid_t process = 0;
  const auto [end, error] = std::from_chars(digits.begin(), digits.end(), process);
  const bool whole = error == std::errc() && end == digits.end() && process > 0 && digits.front() != '0';
  return whole ? std::optional(process) : std::nullopt;
}

// A process that was killed while it wrote `target` left its temporary file behind.
void remove_leftovers(const std::filesystem::path& target) {
  const std::string name = target.filename().string();
  const std::filesystem::path folder = target.has_parent_path() ? target.parent_path() : ".";
  std::error_code error;
  for (std::filesystem::directory_iterator file(folder, error), end; !error && file != end; file.increment(error)) {
    const std::optional<pid_t> writer = writer_of(file->path().filename().string(), name);
    if (!writer) continue;
    const bool is_gone = ::kill(*writer, 0) != 0 && errno == ESRCH;
    std::error_code ignored;
    if (is_gone && std::filesystem::is_regular_file(file->symlink_status(ignored))) ::unlink(file->path().c_str());
  }
}

std::optional<std::string> write_temporary(const std::string& path, std::string_view text, mode_t mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, mode));
  if (!file.open() || !file.write_all(text) || ::fsync(file.number()) != 0) return last_error();
  return std::nullopt;
}

// A rename is safe from a power cut only once the folder itself has reached the disk.
void sync_folder(const std::filesystem::path& folder) {
  const Descriptor descriptor(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (descriptor.open()) ::fsync(descriptor.number());
}

}  // namespace

std::optional<std::string> write_file(const std::string& path, std::string_view text) {
  struct stat existing = {};
  const bool exists = ::stat(path.c_str(), &existing) == 0;
  if (exists && S_ISDIR(existing.st_mode)) return std::strerror(EISDIR);
  if (exists && !S_ISREG(existing.st_mode)) return write_directly(path, text);

  std::error_code ignored;
  const std::filesystem::path target = exists ? std::filesystem::canonical(path, ignored) : std::filesystem::path(path);
  const std::string temporary = target.string() + std::string(kTemporary) + std::to_string(::getpid());
  const mode_t mode = exists ? existing.st_mode & 0777 : kNewFileMode;
  remove_leftovers(target);
  std::optional<std::string> error = write_temporary(temporary, text, mode);
  if (!error && std::rename(temporary.c_str(), target.c_str()) != 0) error = last_error();
  if (error) {
    ::unlink(temporary.c_str());
  } else {
    sync_folder(target.parent_path());
  }
  return error;
}

}  // namespace stampede
