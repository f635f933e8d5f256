// Files that are whole or not there at all.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace stampede {

// Writes `text` to a temporary file beside `path`, has it reach the disk and renames it. An existing file keeps its
// permissions and, if `path` is a symbolic link, its place; devices and pipes are written to directly. Returns nothing
// on success, else why it failed ("No space left on device"), and then nothing has changed on disk. The temporary files
// of this `path` (PATH.tmpPROCESS) whose processes were killed are removed.
std::optional<std::string> write_file(const std::string& path, std::string_view text);

}  // namespace stampede
