#include "harness/cli/published_folder.h"

#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>
#include <utility>

#include "harness/base/quote.h"

namespace stampede {

namespace {

namespace fs = std::filesystem;

fs::path without_trailing_slash(const fs::path& path) {
  return path.has_filename() ? path : path.parent_path();
}

std::string text_of(const std::error_code& error) {
  return error.message();
}

}  // namespace

PublishedFolder::PublishedFolder(fs::path target, std::span<const std::string_view> names) : names_(names) {
  std::error_code ignored;
  // Absolute, because a relative path of which nothing exists stays as it is, and has no parent.
  const fs::path whole = fs::weakly_canonical(fs::absolute(target, ignored), ignored);
  target_ = without_trailing_slash(whole.empty() ? target : whole);
}

PublishedFolder::~PublishedFolder() {
  std::error_code ignored;
  if (!staging_.empty()) fs::remove_all(staging_, ignored);
}

std::optional<std::string> PublishedFolder::open() {
  std::error_code error;
  const fs::file_status status = fs::status(target_, error);
  if (fs::exists(status) && !fs::is_directory(status)) return "is a file, not a folder";
  if (fs::exists(status)) {
    for (fs::directory_iterator entry(target_, error), end; !error && entry != end; entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (std::ranges::find(names_, name) == names_.end()) return "holds " + in_quotes(name) + ", which is no report";
    }
    if (error) return text_of(error);
  }
  fs::create_directories(target_.parent_path(), error);
  if (error) return text_of(error);
  staging_ = target_;
  staging_ += std::string(".tmp").append(std::to_string(::getpid()));
  fs::remove_all(staging_, error);
  if (!fs::create_directory(staging_, error)) {
    staging_.clear();
    return text_of(error);
  }
  return std::nullopt;
}

std::optional<std::string> PublishedFolder::publish() {
  std::error_code error;
  if (fs::exists(target_, error)) {
    // Both at once where the file system can: then whoever looks sees the old or the new, and never nothing.
    if (::renameat2(AT_FDCWD, staging_.c_str(), AT_FDCWD, target_.c_str(), RENAME_EXCHANGE) == 0) {
      fs::remove_all(staging_, error);
      staging_.clear();
      return std::nullopt;
    }
    fs::remove_all(target_, error);
    if (error) return text_of(error);
  }
  fs::rename(staging_, target_, error);
  if (error) return text_of(error);
  staging_.clear();
  return std::nullopt;
}

}  // namespace stampede
