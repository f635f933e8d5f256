#include "harness/cli/process.h"

#include <fcntl.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

extern char** environ;

namespace stampede {

namespace {

constexpr std::size_t kMostOutput = 16'384;

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

std::string problem_of(int status) {
  if (WIFSIGNALED(status)) return std::string("ended by signal ").append(std::to_string(WTERMSIG(status)));
  if (WEXITSTATUS(status) == 0) return "";
  return std::string("ended with exit code ").append(std::to_string(WEXITSTATUS(status)));
}

double seconds(const timeval& time) {
  return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
}

// Starts the program with both outputs in `output`. Returns the error, or 0.
int start(pid_t& process, const std::vector<std::string>& arguments, int output) {
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_addopen(&files, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
  ::posix_spawn_file_actions_adddup2(&files, output, STDOUT_FILENO);
  ::posix_spawn_file_actions_adddup2(&files, output, STDERR_FILENO);
  // What a caller ignores would stay ignored: see interrupt.h.
  sigset_t usual;
  sigemptyset(&usual);
  sigaddset(&usual, SIGPIPE);
  sigaddset(&usual, SIGXFSZ);
  posix_spawnattr_t attributes;
  ::posix_spawnattr_init(&attributes);
  ::posix_spawnattr_setsigdefault(&attributes, &usual);
  ::posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  std::vector<std::string> texts = arguments;
  std::vector<char*> words;
  for (std::string& text : texts) words.push_back(text.data());
  words.push_back(nullptr);
  const int error = ::posix_spawnp(&process, words.front(), &files, &attributes, words.data(), environ);
  ::posix_spawnattr_destroy(&attributes);
  ::posix_spawn_file_actions_destroy(&files);
  return error;
}

}  // namespace

ProcessEnd run_process(const std::vector<std::string>& arguments) {
  int pipe[2];
  if (::pipe2(pipe, O_CLOEXEC) != 0) return {.problem = std::string("cannot be run: ") + std::strerror(errno)};
  pid_t process = 0;
  const int error = start(process, arguments, pipe[1]);
  ::close(pipe[1]);
  ProcessEnd end;
  if (error == 0) end.output = read_all(pipe[0]);
  ::close(pipe[0]);
  if (error != 0) return {.problem = std::string("cannot be run: ") + std::strerror(error)};
  int status = 0;
  rusage usage = {};
  while (::wait4(process, &status, 0, &usage) < 0 && errno == EINTR) {
  }
  end.problem = problem_of(status);
  end.cpu_seconds = seconds(usage.ru_utime) + seconds(usage.ru_stime);
  return end;
}

}  // namespace stampede
