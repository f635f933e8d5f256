// A piece of user text that mistakes can point into: a scenario file, a data file, or one --set.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "harness/base/diagnostics.h"

namespace stampede {

class SourceText;

// A place in a source, from 1; the column counts bytes. The source must outlive it. Without a source: nowhere.
struct Position {
  const SourceText* source = nullptr;
  int line = 0;
  int column = 0;

  std::string resolve(const std::string& path) const;
};

class SourceText {
 public:
  // A text with lines; `name` is what messages call it, usually the path. A byte order mark is dropped.
  static SourceText file(std::string name, std::string text);

  // A text given on the command line: messages name it as a whole and show no lines. Relative paths in it are
  // relative to the working directory.
  static SourceText argument(std::string name, std::string text);

  const std::string& name() const { return name_; }
  const std::string& text() const { return text_; }
  bool has_lines() const { return has_lines_; }

  // Line `number` from 1, without its end; "" beyond the last.
  std::string_view line(int number) const;

  // All text from `position` on, which must be one of this source.
  std::string_view from(const Position& position) const;

  // `path`, when relative, taken relative to the directory this text lies in.
  std::string resolve(const std::string& path) const;

 private:
  SourceText(std::string name, std::string text, bool has_lines);

  std::string name_;
  std::string text_;
  bool has_lines_;
  std::vector<std::size_t> line_starts_;
};

// The contents of the file at `path`, or a diagnostic (without a line) that says why it cannot be read.
struct FileContents {
  std::optional<std::string> text;
  std::optional<Diagnostic> failure;
  bool io_error = false;  // the failure is the file system's, not the contents'
};
FileContents read_file(const std::string& path, std::size_t max_bytes);

}  // namespace stampede
