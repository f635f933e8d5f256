#include "harness/engine/key_trace.h"

namespace stampede {

std::string version_text(Version version, bool absent) {
  if (absent) return "absent";
  if (version.is_committed()) return std::string("v") + std::to_string(version.number());
  return std::string("w") + std::to_string(version.write());
}

}  // namespace stampede
