#include "harness/cli/python.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "harness/base/quote.h"

extern char** environ;

namespace stampede {

namespace {

constexpr std::size_t kMostOutput = 16'384;

constexpr const char* kProbe =
    "import importlib.util, sys\n"
    "missing = [m for m in ('matplotlib', 'numpy', 'jinja2') if importlib.util.find_spec(m) is None]\n"
    "sys.exit('has no ' + ', '.join(missing) if missing else 0)\n";

std::string first_line(const std::string& text) {
  return without_control_characters(text.substr(0, text.find('\n')));
}

// Everything that comes out of a pipe; the last part of it, if it is long.
std::string read_all(int pipe) {
  std::string text;
  char buffer[4096];
  while (true) {
    const ssize_t count = ::read(pipe, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return text;
    text.append(buffer, static_cast<std::size_t>(count));
    if (text.size() > kMostOutput) text.erase(0, text.size() - kMostOutput);
  }
}

std::string ending(int status) {
  if (WIFSIGNALED(status)) return std::string("ended by signal ").append(std::to_string(WTERMSIG(status)));
  return std::string("ended with exit code ").append(std::to_string(WEXITSTATUS(status)));
}

// An interpreter that is fit, or why it is not.
std::optional<std::string> unfitness_of(const std::string& python) {
  const std::optional<ProcessFailure> failure = run_process({python, "-E", "-s", "-c", kProbe});
  if (!failure) return std::nullopt;
  return python + " " + first_line(failure->message);
}

}  // namespace

std::optional<ProcessFailure> run_process(const std::vector<std::string>& arguments) {
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) return ProcessFailure{std::strerror(errno)};
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, pipe[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, pipe[1], STDERR_FILENO);
  std::vector<std::string> texts = arguments;
  std::vector<char*> words;
  for (std::string& text : texts) words.push_back(text.data());
  words.push_back(nullptr);
  pid_t process = 0;
  const int error = ::posix_spawnp(&process, words.front(), &files, nullptr, words.data(), environ);
  ::posix_spawn_file_actions_destroy(&files);
  ::close(pipe[1]);
  const std::string output = error == 0 ? read_all(pipe[0]) : "";
  ::close(pipe[0]);
  if (error != 0) return ProcessFailure{std::string("cannot be run: ") + std::strerror(error)};
  int status = 0;
  while (::waitpid(process, &status, 0) < 0 && errno == EINTR) {
  }
  if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return std::nullopt;
  return ProcessFailure{output.empty() ? ending(status) : output};
}

std::vector<std::string> usual_pythons() {
  return {"/usr/bin/python3", "python3"};
}

std::variant<std::string, NoPython> find_python(const std::vector<std::string>& candidates) {
  std::string reason;
  for (const std::string& python : candidates) {
    const auto unfit = unfitness_of(python);
    if (!unfit) return python;
    if (reason.empty()) reason = *unfit;
  }
  return NoPython{reason};
}

}  // namespace stampede
