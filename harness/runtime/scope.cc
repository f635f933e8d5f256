#include "harness/runtime/scope.h"

#include <utility>

namespace stampede {

void internal::Promise<void>::FinalAwaiter::await_suspend(std::coroutine_handle<Promise> self) const noexcept {
  Promise& promise = self.promise();
  if (promise.scope_ == nullptr) return promise.resume_continuation();
  promise.scope_->unlink(promise);
  self.destroy();
}

Scope::~Scope() {
  clear();
  while (joiners_.wake_first()) {
  }
}

void Scope::spawn(Task<void> task) {
  STAMPEDE_CHECK(task.frame_);
  const Task<void>::Handle frame = std::exchange(task.frame_, nullptr);
  frame.promise().run_on(*runtime_);
  link(frame.promise());
  frame.resume();
}

void Scope::clear() {
  while (latest_ != nullptr) {
    Root& root = *latest_;
    unlink(root);
    std::coroutine_handle<Root>::from_promise(root).destroy();
  }
}

void Scope::link(Root& root) {
  root.scope_ = this;
  root.previous_ = latest_;
  if (latest_ != nullptr) latest_->next_ = &root;
  latest_ = &root;
  if (size_++ == 0) joiners_.hold_all();
}

void Scope::unlink(Root& root) {
  if (root.previous_ != nullptr) root.previous_->next_ = root.next_;
  if (root.next_ != nullptr) root.next_->previous_ = root.previous_;
  if (latest_ == &root) latest_ = root.previous_;
  if (--size_ == 0) joiners_.invite_all();
}

}  // namespace stampede
