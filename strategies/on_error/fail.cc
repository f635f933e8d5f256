// A failed load fails the read.

#include "strategies/parts.h"

namespace stampede {

namespace {

class Fail final : public OnError {
 public:
  std::optional<Value> instead(const Lookup&) override { return std::nullopt; }
};

}  // namespace

AxisRow<OnError> fail_row() {
  return {"fail", "a failed load fails the read", {}, [](const AxisArguments&) -> std::unique_ptr<OnError> {
            return std::make_unique<Fail>();
          }};
}

}  // namespace stampede
