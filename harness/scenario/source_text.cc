#include "harness/scenario/source_text.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <utility>

#include "harness/base/units.h"

namespace stampede {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

FileContents failed(const std::string& path, std::string message, bool io_error) {
  return {std::nullopt, Diagnostic{path, 0, 0, std::move(message), ""}, io_error};
}

}  // namespace

SourceText::SourceText(std::string name, std::string text, bool has_lines)
    : name_(std::move(name)), text_(std::move(text)), has_lines_(has_lines) {
  if (text_.starts_with(kByteOrderMark)) text_.erase(0, kByteOrderMark.size());
  line_starts_.push_back(0);
  for (std::size_t at = 0; at < text_.size(); ++at) {
    if (text_[at] == '\n') line_starts_.push_back(at + 1);
  }
}

SourceText SourceText::file(std::string name, std::string text) {
  return {std::move(name), std::move(text), true};
}
SourceText SourceText::argument(std::string name, std::string text) {
  return {std::move(name), std::move(text), false};
}

std::string_view SourceText::line(int number) const {
  const auto index = static_cast<std::size_t>(number) - 1;
  if (number < 1 || index >= line_starts_.size()) return "";
  const std::size_t end = index + 1 < line_starts_.size() ? line_starts_[index + 1] - 1 : text_.size();
  std::string_view line = std::string_view(text_).substr(line_starts_[index], end - line_starts_[index]);
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view SourceText::from(const Position& position) const {
  const std::string_view text = text_;
  const auto line = static_cast<std::size_t>(position.line) - 1;
  if (line >= line_starts_.size()) return "";
  return text.substr(std::min(text.size(), line_starts_[line] + static_cast<std::size_t>(position.column) - 1));
}

std::string Position::resolve(const std::string& path) const {
  return source == nullptr ? path : source->resolve(path);
}

std::string SourceText::resolve(const std::string& path) const {
  if (!has_lines_) return path;
  return (std::filesystem::path(name_).parent_path() / path).string();
}

FileContents read_file(const std::string& path, std::size_t max_bytes) {
  std::error_code error;
  const std::filesystem::file_status status = std::filesystem::status(path, error);
  if (status.type() == std::filesystem::file_type::not_found) return failed(path, "no such file", true);
  if (status.type() == std::filesystem::file_type::directory) return failed(path, "is a directory, not a file", true);
  std::ifstream stream(path, std::ios::binary);
  if (error || !stream) return failed(path, std::string("cannot be opened: ") + std::strerror(errno), true);
  std::string text(max_bytes + 1, '\0');
  stream.read(text.data(), static_cast<std::streamsize>(text.size()));
  if (stream.bad()) return failed(path, "cannot be read", true);
  text.resize(static_cast<std::size_t>(stream.gcount()));
  if (text.size() > max_bytes) {
    return failed(path, "is larger than " + format_size(static_cast<std::int64_t>(max_bytes)), false);
  }
  return {std::move(text), std::nullopt, false};
}

}  // namespace stampede
