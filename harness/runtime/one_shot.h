// One value from a sender to a receiver, either of whom may go away first.
//
//   Receiver<Reply> reply(runtime);
//   scope.spawn(serve(request, reply.sender()));   // serve: ... sender.send(value);
//   Reply value = co_await reply;
//
// If the receiver dies, the value is dropped and the sender learns that nobody wants it. REQUIRES: a sender that dies
// has sent, unless its receiver dies as well.
#pragma once

#include <optional>
#include <utility>

#include "harness/runtime/runtime.h"

namespace stampede {

template <typename T>
class Receiver;

template <typename T>
class Sender {
 public:
  Sender(Sender&& other) noexcept : receiver_(std::exchange(other.receiver_, nullptr)) {
    if (receiver_ != nullptr) receiver_->sender_ = this;
  }
  Sender& operator=(Sender&&) = delete;
  ~Sender() {
    if (receiver_ != nullptr) receiver_->sender_ = nullptr;
  }

  // Whether somebody still waits for the value.
  bool wanted() const { return receiver_ != nullptr; }

  // At most once.
  void send(T value) {
    if (receiver_ != nullptr) std::exchange(receiver_, nullptr)->receive(std::move(value));
  }

 private:
  friend class Receiver<T>;
  explicit Sender(Receiver<T>* receiver) : receiver_(receiver) {}

  Receiver<T>* receiver_;
};

template <typename T>
class Receiver {
 public:
  explicit Receiver(Runtime& runtime) : resumption_(runtime) {}
  Receiver(const Receiver&) = delete;
  Receiver& operator=(const Receiver&) = delete;
  ~Receiver() {
    if (sender_ != nullptr) sender_->receiver_ = nullptr;
  }

  // The one sender; to be asked for once.
  Sender<T> sender() {
    Sender<T> sender(this);
    sender_ = &sender;
    return sender;  // elided or moved: either way the link follows
  }

  bool await_ready() const { return value_.has_value(); }
  void await_suspend(std::coroutine_handle<> coroutine) { coroutine_ = coroutine; }
  T await_resume() {
    resumption_.happened();
    return std::move(*value_);
  }

 private:
  friend class Sender<T>;

  void receive(T value) {
    sender_ = nullptr;
    value_.emplace(std::move(value));
    if (coroutine_) resumption_.soon(coroutine_);
  }

  Resumption resumption_;
  Sender<T>* sender_ = nullptr;
  std::coroutine_handle<> coroutine_;
  std::optional<T> value_;
};

}  // namespace stampede
