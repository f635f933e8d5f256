// Collects mistakes while a text is read.
#pragma once

#include <string>
#include <vector>

#include "harness/base/diagnostics.h"
#include "harness/scenario/source_text.h"

namespace stampede {

class DiagnosticSink {
 public:
  void error(const Position& position, std::string message);
  bool empty() const { return found_.empty(); }

  // Hands out everything collected: sorted by line and column, places without lines last, equal places in the order
  // of their discovery, without duplicates, columns in characters. Source lines come with those that will be shown.
  std::vector<Diagnostic> take();

 private:
  struct Found {
    Position position;
    std::string message;
  };
  std::vector<Found> found_;
};

// Reports the first byte that is not text: no UTF-8, or a control character. True if there is none.
bool check_is_text(const SourceText& source, DiagnosticSink& sink);

}  // namespace stampede
