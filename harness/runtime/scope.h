// Scope: the owner of tasks that nobody awaits one by one. Nothing is detached: each task belongs to a scope, and a
// scope that goes away takes its unfinished tasks with it.
#pragma once

#include <cstddef>

#include "harness/runtime/sync.h"
#include "harness/runtime/task.h"

namespace stampede {

class Scope {
 public:
  // `runtime` must outlive the scope.
  explicit Scope(Runtime& runtime) : runtime_(&runtime) {}
  Scope(const Scope&) = delete;
  Scope& operator=(const Scope&) = delete;
  ~Scope();

  // Runs the task at once up to its first suspension; what remains belongs to the scope.
  void spawn(Task<void> task);

  // Tasks that have not completed.
  std::size_t size() const { return size_; }

  // co_await scope.join(): until no task is left, including those spawned before the caller continues; then
  // `size() == 0`. A scope that is destroyed lets its joiners continue.
  class [[nodiscard]] Join : private WaitQueue::Node {
   public:
    explicit Join(Scope& scope) : Node(*scope.runtime_), scope_(&scope) {}
    bool await_ready() const { return scope_->size_ == 0; }
    void await_suspend(std::coroutine_handle<> coroutine) { scope_->joiners_.join(*this, coroutine); }
    void await_resume() {
      resumption().happened();
      leave();
    }

   private:
    Scope* scope_;
  };
  Join join() { return Join(*this); }

  // Destroys all unfinished tasks, the latest first. Not from inside one of them.
  void clear();

 private:
  friend class internal::Promise<void>;
  using Root = internal::Promise<void>;

  void link(Root& root);
  void unlink(Root& root);

  Runtime* runtime_;
  WaitQueue joiners_;
  Root* latest_ = nullptr;
  std::size_t size_ = 0;
};

}  // namespace stampede
