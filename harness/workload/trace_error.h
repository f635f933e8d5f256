// Why a trace cannot be read, as a whole message for the user.
#pragma once

#include <stdexcept>
#include <string>

namespace stampede {

// what() is one line, `FILE:LINE: error: ...` or `FILE: error: ...`, and ends with what to do next.
class TraceError : public std::runtime_error {
 public:
  enum class Kind {
    kUnreadable,  // the file cannot be opened or read: an I/O error
    kContent,     // the file was read, but does not say what it should
  };

  TraceError(Kind kind, const std::string& message) : std::runtime_error(message), kind_(kind) {}

  Kind kind() const { return kind_; }

 private:
  Kind kind_;
};

}  // namespace stampede
