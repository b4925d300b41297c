#include "tests/process/process.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <thread>

#include "gtest/gtest.h"

namespace stillwatch::tests {
namespace {

constexpr char kBinary[] = "service/command/stillwatch";
constexpr auto kPause = std::chrono::milliseconds(20);
constexpr int kPauses = 9000;

void PointTo(int descriptor, const std::string& path) {
  const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  dup2(file, descriptor);
}

}  // namespace

std::string NewFolder(const std::string& name) {
  std::string path = ::testing::TempDir() + "/" + name + "-XXXXXX";
  return mkdtemp(path.data());
}

std::string ReadFile(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string(std::istreambuf_iterator<char>(file), {});
}

Process::Process(const std::vector<std::string>& arguments) : folder_(NewFolder("process")) {
  std::vector<char*> argv = {const_cast<char*>(kBinary)};
  for (const std::string& argument : arguments) {
    argv.push_back(const_cast<char*>(argument.c_str()));
  }
  argv.push_back(nullptr);
  pid_ = fork();
  if (pid_ == 0) {
    PointTo(STDOUT_FILENO, folder_ + "/out");
    PointTo(STDERR_FILENO, folder_ + "/err");
    execv(kBinary, argv.data());
    _exit(127);
  }
}

Process::~Process() {
  if (pid_ > 0) {
    kill(pid_, SIGKILL);
    waitpid(pid_, nullptr, 0);
  }
}

bool Process::running() const {
  siginfo_t info = {};
  return pid_ > 0 &&
         waitid(P_PID, static_cast<id_t>(pid_), &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
         info.si_pid == 0;
}

bool Process::WaitFor(const std::string& text) const {
  for (int i = 0; i < kPauses; ++i) {
    if (ReadFile(folder_ + "/out").find(text) != std::string::npos) return true;
    if (!running()) return ReadFile(folder_ + "/out").find(text) != std::string::npos;
    std::this_thread::sleep_for(kPause);
  }
  return false;
}

std::string Process::out() const { return ReadFile(folder_ + "/out"); }

void Process::Signal(int signal) const { kill(pid_, signal); }

Output Process::Wait() {
  Output output;
  int status = 0;
  waitpid(pid_, &status, 0);
  pid_ = -1;
  output.exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  output.out = ReadFile(folder_ + "/out");
  output.err = ReadFile(folder_ + "/err");
  return output;
}

Output RunStillwatch(const std::vector<std::string>& arguments) {
  return Process(arguments).Wait();
}

std::vector<std::string> ServeArguments(const std::string& store, const std::string& key_file,
                                        int port) {
  return {"serve",
          "--store",
          store,
          "--key-file",
          key_file,
          "--address",
          "127.0.0.1:" + std::to_string(port),
          "--metrics-address",
          "",
          "--http-address",
          ""};
}

TestServer::TestServer(const std::string& store, const std::string& key_file, int port) {
  process_ = std::make_unique<Process>(ServeArguments(store, key_file, port));
  if (!process_->WaitFor("listening on port ")) return;
  // The number follows in the same write; take it once the line is complete.
  if (!process_->WaitFor("\n")) return;
  const std::string out = process_->out();
  const std::string mark = "listening on port ";
  port_ = std::atoi(out.c_str() + out.find(mark) + mark.size());
}

std::string TestServer::address() const { return "127.0.0.1:" + std::to_string(port_); }

}  // namespace stillwatch::tests
