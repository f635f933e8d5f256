// The Python that draws reports: finding it.
#pragma once

#include <string>
#include <variant>
#include <vector>

namespace stampede {

// What the report generator imports, and the Debian packages that have it.
inline constexpr const char* kPythonPackages = "python3-matplotlib python3-numpy python3-jinja2";

// No usable interpreter: why, in one line.
struct NoPython {
  std::string reason;
};

// Where to look if nobody names one: the system's, which Debian's packages belong to, then the first of PATH.
std::vector<std::string> usual_pythons();

// The first of `candidates`, paths or names, that has the modules of the report generator; else why the first has not.
// REQUIRES: not empty.
std::variant<std::string, NoPython> find_python(const std::vector<std::string>& candidates);

}  // namespace stampede
