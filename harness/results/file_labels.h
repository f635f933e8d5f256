// Short names for files that are shown together.
#pragma once

#include <span>
#include <string>
#include <vector>

namespace stampede {

// What tells the paths apart: the names of the files without folders, ".result" and ".json"; if some are alike, the
// folders in which the paths differ; else the whole paths. Every label is another one, and safe to show.
std::vector<std::string> file_labels(std::span<const std::string> paths);

}  // namespace stampede
