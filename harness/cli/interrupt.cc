#include "harness/cli/interrupt.h"

#include <csignal>

namespace stampede {

namespace {

// A signal handler can reach nothing else.
std::atomic<bool> g_wanted = false;
std::atomic<int> g_signal = 0;
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

void note(int signal) {
  g_signal = signal;
  g_wanted = true;
}

void handle(int signal, void (*handler)(int), int flags) {
  struct sigaction action = {};
  action.sa_handler = handler;
  action.sa_flags = flags;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, nullptr);
}

}  // namespace

Interrupt::Interrupt() {
  g_wanted = false;
  g_signal = 0;
  handle(SIGINT, note, static_cast<int>(SA_RESETHAND | SA_RESTART));
  handle(SIGTERM, note, static_cast<int>(SA_RESETHAND | SA_RESTART));
  handle(SIGPIPE, SIG_IGN, 0);
  handle(SIGXFSZ, SIG_IGN, 0);
}

Interrupt::~Interrupt() {
  handle(SIGINT, SIG_DFL, 0);
  handle(SIGTERM, SIG_DFL, 0);
  handle(SIGPIPE, SIG_DFL, 0);
  handle(SIGXFSZ, SIG_DFL, 0);
}

const std::atomic<bool>& Interrupt::wanted() const {
  return g_wanted;
}

ExitCode Interrupt::code() const {
  if (!g_wanted) return ExitCode::kOk;
  return g_signal == SIGTERM ? ExitCode::kTerminated : ExitCode::kInterrupted;
}

}  // namespace stampede
