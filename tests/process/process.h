#ifndef STILLWATCH_TESTS_PROCESS_PROCESS_H_
#define STILLWATCH_TESTS_PROCESS_PROCESS_H_

#include <sys/types.h>

#include <memory>
#include <string>
#include <vector>

namespace stillwatch::tests {

struct Output {
  int exit_code = -1;  // 128 + signal if one ended it.
  std::string out;
  std::string err;
};

// Runs the `stillwatch` command of this build and waits for its end.
Output RunStillwatch(const std::vector<std::string>& arguments);

// A command in the background. Killed with this object.
class Process {
 public:
  explicit Process(const std::vector<std::string>& arguments);
  ~Process();
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;

  // Waits up to three minutes until standard output has the text; false if it does not come.
  bool WaitFor(const std::string& text) const;
  void Signal(int signal) const;
  // Standard output so far.
  std::string out() const;
  Output Wait();
  bool running() const;

 private:
  std::string folder_;  // Holds the output.
  pid_t pid_ = -1;
};

// What makes the command serve; port 0 takes any.
std::vector<std::string> ServeArguments(const std::string& store, const std::string& key_file,
                                        int port = 0);

// `stillwatch serve` on a free port.
class TestServer {
 public:
  TestServer(const std::string& store, const std::string& key_file, int port = 0);

  bool started() const { return port_ > 0; }
  int port() const { return port_; }
  std::string address() const;
  Process& process() { return *process_; }

 private:
  std::unique_ptr<Process> process_;
  int port_ = 0;
};

// A new empty folder that the test runner deletes.
std::string NewFolder(const std::string& name);
std::string ReadFile(const std::string& path);

}  // namespace stillwatch::tests

#endif  // STILLWATCH_TESTS_PROCESS_PROCESS_H_
