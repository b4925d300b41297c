#include "tests/bench/child.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace stillwatch::bench {
namespace {

constexpr char kListening[] = "listening on port ";

std::string ServerProgram() {
  // Bazel puts the programs of a build at fixed places beside each other.
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  const auto root = self.parent_path().parent_path().parent_path();
  return (root / "service/command/stillwatch").string();
}

std::vector<std::string> ServeArguments(const std::string& folder,
                                        const std::vector<std::string>& more) {
  std::vector<std::string> arguments = {
      "serve",     "--store",     folder + "/store",   "--key-file", folder + "/key",
      "--address", "127.0.0.1:0", "--metrics-address", "",           "--http-address",
      ""};
  arguments.insert(arguments.end(), more.begin(), more.end());
  return arguments;
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

}  // namespace

TemporaryFolder::TemporaryFolder()
    : path_(absl::StrCat(std::filesystem::temp_directory_path().string(),
                         "/stillwatch-bench-XXXXXX")) {
  if (mkdtemp(path_.data()) != nullptr) return;
  std::perror("bench: no temporary folder");
  std::exit(1);
}

TemporaryFolder::~TemporaryFolder() {
  std::error_code error;
  std::filesystem::remove_all(path_, error);
}

Child::Child(const std::string& program, const std::vector<std::string>& arguments,
             const std::string& out) {
  std::vector<char*> argv = {const_cast<char*>(program.c_str())};
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    // This process may have threads: only what is safe in a signal handler from here.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int file = open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    dup2(file, STDOUT_FILENO);
    execv(program.c_str(), argv.data());
    _exit(127);
  }
}

Child::~Child() {
  if (pid_ <= 0) return;
  kill(pid_, SIGKILL);
  waitpid(pid_, nullptr, 0);
}

int Child::Wait() {
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

bool Child::running() const {
  siginfo_t info = {};
  return pid_ > 0 &&
         waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

int64_t Child::peak_resident_bytes() const {
  const std::string status = ReadFile(absl::StrCat("/proc/", pid_, "/status"));
  constexpr absl::string_view kPeak = "VmHWM:";
  const size_t at = status.find(kPeak.data());
  if (at == std::string::npos) return 0;
  return std::atoll(status.c_str() + at + kPeak.size()) << 10;
}

ServerProcess::ServerProcess(const std::vector<std::string>& arguments)
    : child_(ServerProgram(), ServeArguments(folder_.path(), arguments), folder_.path() + "/out") {
  for (;;) {
    const std::string out = ReadFile(folder_.path() + "/out");
    const size_t at = out.find(kListening);
    if (at != std::string::npos && out.back() == '\n') {
      address_ = absl::StrCat("127.0.0.1:", std::atoi(out.c_str() + at + sizeof kListening - 1));
      return;
    }
    if (!child_.running()) {
      std::fprintf(stderr, "bench: %s serve did not start\n", ServerProgram().c_str());
      std::exit(1);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

}  // namespace stillwatch::bench
