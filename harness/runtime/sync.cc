#include "harness/runtime/sync.h"

namespace stampede {

void WaitQueue::Node::leave() {
  if (queue_ == nullptr) return;
  (previous_ != nullptr ? previous_->next_ : queue_->first_) = next_;
  (next_ != nullptr ? next_->previous_ : queue_->last_) = previous_;
  queue_ = nullptr;
}

void WaitQueue::join(Node& node, std::coroutine_handle<> coroutine) {
  node.coroutine_ = coroutine;
  node.queue_ = this;
  node.previous_ = last_;
  node.next_ = nullptr;
  (last_ != nullptr ? last_->next_ : first_) = &node;
  last_ = &node;
}

bool WaitQueue::wake_first() {
  if (first_ == nullptr) return false;
  Node& node = *first_;
  node.leave();
  node.resumption_.take_back();  // a deadline that was still to come
  node.resumption_.soon(node.coroutine_);
  return true;
}

void WaitQueue::invite_all() {
  for (Node* node = first_; node != nullptr; node = node->next_) node->resumption_.soon(node->coroutine_);
}

void WaitQueue::hold_all() {
  for (Node* node = first_; node != nullptr; node = node->next_) node->resumption_.take_back();
}

void Event::set() {
  set_ = true;
  while (waiters_.wake_first()) {
  }
}

void Event::TimedWait::await_suspend(std::coroutine_handle<> coroutine) {
  event_->waiters_.join(*this, coroutine);
  resumption().at(deadline_, coroutine);
}

bool Event::TimedWait::await_resume() {
  resumption().happened();
  if (waiting()) {  // the deadline came first
    leave();
    return false;
  }
  return coroutine() ? true : event_->set_;
}

}  // namespace stampede
