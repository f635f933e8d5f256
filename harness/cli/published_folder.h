// A folder that appears as a whole or not at all.
#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace stampede {

// Is written beside its place, under a name of its own, and then put there. What is not published is gone with the
// object.
class PublishedFolder {
 public:
  // For `target`, which may be a folder that holds nothing but entries of `names`: those of an earlier one.
  PublishedFolder(std::filesystem::path target, std::span<const std::string_view> names);
  PublishedFolder(const PublishedFolder&) = delete;
  PublishedFolder& operator=(const PublishedFolder&) = delete;
  ~PublishedFolder();

  // Makes the folder to write into. Why that cannot be done, if so: a strange entry is in the target, or the system
  // says no.
  std::optional<std::string> open();

  // Where to write. REQUIRES: open.
  const std::filesystem::path& path() const { return staging_; }

  // Takes the place of the target, and of all that was in it. Why that cannot be done, if so.
  std::optional<std::string> publish();

 private:
  std::filesystem::path target_;
  std::filesystem::path staging_;
  std::span<const std::string_view> names_;
};

}  // namespace stampede
