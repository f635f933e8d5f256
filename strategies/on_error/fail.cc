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
  return {"fail",
          "a failed load fails the read",
          {},
          [](const AxisArguments&) -> std::unique_ptr<OnError> { return std::make_unique<Fail>(); },
          "a read whose load failed ends with outcome 'error'; waiters are not told, the next of them loads\n"
          "Source: the default of nearly every cache."};
}

}  // namespace stampede
