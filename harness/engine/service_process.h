// The process of the service under test: a strategy, and everything that dies with it.
#pragma once

#include <functional>
#include <memory>

#include "harness/runtime/runtime.h"
#include "harness/runtime/scope.h"
#include "harness/strategy/strategy.h"

namespace stampede {

class ServiceProcess {
 public:
  // Makes a strategy whose work behind the requests belongs to that scope.
  using MakeStrategy = std::function<std::unique_ptr<Strategy>(Scope& background)>;

  // `runtime` and whatever the strategies refer to must outlive the process. It does not run yet.
  ServiceProcess(Runtime& runtime, MakeStrategy make_strategy)
      : background_(runtime), requests_(runtime), make_strategy_(std::move(make_strategy)) {}
  ~ServiceProcess() { die(); }

  bool running() const { return strategy_ != nullptr; }
  // REQUIRES: running().
  Strategy& strategy() { return *strategy_; }

  Scope& requests() { return requests_; }
  Scope& background() { return background_; }

  // REQUIRES: not running.
  void start() {
    strategy_ = make_strategy_(background_);
    strategy_->start();
  }

  // At once: frames first, since they refer to the strategy. Not from inside one of them.
  void die() {
    requests_.clear();
    background_.clear();
    strategy_.reset();
  }

 private:
  Scope background_;  // what the strategy does behind the requests
  Scope requests_;    // in flight
  MakeStrategy make_strategy_;
  std::unique_ptr<Strategy> strategy_;
};

}  // namespace stampede
