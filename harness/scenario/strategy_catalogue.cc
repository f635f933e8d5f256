#include "harness/scenario/strategy_catalogue.h"

#include "harness/base/check.h"

namespace stampede {

const AxisValueInfo& find_value(const StrategyCatalogue& catalogue, const std::string& axis, const std::string& name) {
  for (const AxisValueInfo& value : catalogue.values) {
    if (value.axis == axis && value.name == name) return value;
  }
  STAMPEDE_CHECK(false);
}

}  // namespace stampede
