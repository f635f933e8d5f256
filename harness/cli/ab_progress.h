// How far an A/B comparison is, told on `err` while it runs.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>

#include "harness/cli/console.h"

namespace stampede {

class AbProgress {
 public:
  // On a terminal one redrawn line, else one plain line for each pair; silent: nothing.
  AbProgress(bool silent, Console& console);

  // The warm-up pair is done; it tells how long `pairs` of them will take.
  void warmed_up(std::uint64_t pairs);
  // A sample begins: "" for the first, then "confirmation: ".
  void begin(const std::string& prefix);
  void pair_done(std::uint64_t done, std::uint64_t pairs);
  // All are done, or it was interrupted.
  void finish();

 private:
  void tell(const std::string& line);
  double elapsed() const;

  const bool silent_;
  const bool redrawn_;
  std::ostream& err_;
  const std::chrono::steady_clock::time_point start_;
  std::string prefix_;
};

}  // namespace stampede
