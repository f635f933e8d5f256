// No guard: every reader that needs a load starts one, whoever else is loading the key.

#include "harness/strategy/loader.h"
#include "strategies/parts.h"

namespace stampede {

namespace {

class NoGuard final : public Guard {
 public:
  explicit NoGuard(Loader& loader) : loader_(loader) {}

  Task<ReadResult> load(Context context, Key key) override { return loader_.load_and_fill(context, key); }
  bool loading(Key) const override { return false; }

 private:
  Loader& loader_;
};

}  // namespace

AxisRow<Guard> no_guard_row() {
  return {"none",
          "every reader that needs a load starts one",
          {},
          [](const AxisArguments& arguments) -> std::unique_ptr<Guard> {
            return std::make_unique<NoGuard>(*arguments.loader);
          },
          "every reader that needs a load starts one and fills the cache with what it brings\n"
          "Simultaneous misses of one key all reach the store: nothing waits, nothing is protected.\n"
          "Source: plain cache-aside."};
}

}  // namespace stampede
