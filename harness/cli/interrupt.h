// Leaving early on SIGINT or SIGTERM, with what was measured so far; and staying when a reader of the output leaves.
#pragma once

#include <atomic>

#include "harness/cli/exit_codes.h"

namespace stampede {

// While it lives, the first SIGINT or SIGTERM sets `wanted` and the second ends the process as usual. SIGPIPE
// is ignored: who pipes the table into `head` still gets the result file. So is SIGXFSZ: a file that may not grow
// further is an error like a full disk. At most one at a time.
class Interrupt {
 public:
  Interrupt();
  Interrupt(const Interrupt&) = delete;
  Interrupt& operator=(const Interrupt&) = delete;
  ~Interrupt();

  const std::atomic<bool>& wanted() const;

  // kOk while nobody wants out.
  ExitCode code() const;
};

}  // namespace stampede
