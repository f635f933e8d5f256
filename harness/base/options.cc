#include "harness/base/options.h"

#include <utility>

#include "harness/base/check.h"

namespace stampede {
namespace {

template <typename T>
const T& typed(const OptionValue& value) {
  const T* held = std::get_if<T>(&value);
  STAMPEDE_CHECK(held != nullptr);
  return *held;
}

}  // namespace

void OptionValues::set(std::string_view name, OptionValue value) {
  values_.insert_or_assign(std::string(name), std::move(value));
}

Duration OptionValues::duration(std::string_view name) const {
  return typed<std::int64_t>(at(name));
}
std::int64_t OptionValues::count(std::string_view name) const {
  return typed<std::int64_t>(at(name));
}
double OptionValues::number(std::string_view name) const {
  return typed<double>(at(name));
}
bool OptionValues::flag(std::string_view name) const {
  return typed<bool>(at(name));
}
const std::string& OptionValues::text(std::string_view name) const {
  return typed<std::string>(at(name));
}
Share OptionValues::share(std::string_view name) const {
  return typed<Share>(at(name));
}
Rate OptionValues::rate(std::string_view name) const {
  return typed<Rate>(at(name));
}

const OptionValue& OptionValues::at(std::string_view name) const {
  const auto found = values_.find(name);
  STAMPEDE_CHECK(found != values_.end());
  return found->second;
}

}  // namespace stampede
