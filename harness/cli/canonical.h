// The canonical scenario, scenarios/canonical.yaml, as it was when the program was built.
#pragma once

#include <string_view>

namespace stampede {

extern const std::string_view kCanonicalYaml;

}  // namespace stampede
