#include "harness/scenario/wording.h"

#include "harness/base/check.h"
#include "harness/base/quote.h"

namespace stampede {

std::string joined(const std::vector<std::string>& names, std::string_view last_separator) {
  std::string text;
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (i > 0) text += i + 1 == names.size() ? last_separator : std::string_view(", ");
    text += quoted(names[i]);
  }
  return text;
}

std::string path_to(const std::string& path, const std::string& name) {
  return path.empty() ? name : path + "." + name;
}

std::string subject(const std::string& path) {
  return path.empty() ? "the scenario" : quoted(path);
}

std::string_view kind_name(YamlNode::Kind kind) {
  switch (kind) {
    case YamlNode::Kind::kScalar:
      return "a single value";
    case YamlNode::Kind::kMap:
      return "a map";
    case YamlNode::Kind::kList:
      return "a list";
  }
  STAMPEDE_CHECK(false);
}

}  // namespace stampede
