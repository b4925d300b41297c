#ifndef STILLWATCH_TESTS_BENCH_CHILD_H_
#define STILLWATCH_TESTS_BENCH_CHILD_H_

#include <sys/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace stillwatch::bench {

// A folder for temporary files, deleted with this object.
class TemporaryFolder {
 public:
  TemporaryFolder();
  ~TemporaryFolder();
  TemporaryFolder(const TemporaryFolder&) = delete;
  TemporaryFolder& operator=(const TemporaryFolder&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// Another program in the background. It ends with this object, and with this process.
class Child {
 public:
  // Standard output goes to the file `out`.
  Child(const std::string& program, const std::vector<std::string>& arguments,
        const std::string& out);
  ~Child();
  Child(const Child&) = delete;
  Child& operator=(const Child&) = delete;

  // Waits until it ends by itself; its exit code, or 128 + signal.
  int Wait();
  bool running() const;
  // The most memory that it has had resident so far, in bytes; 0 if it is not running.
  int64_t peak_resident_bytes() const;

 private:
  pid_t pid_ = -1;
};

// `stillwatch serve` of this build on a new store and a free port, in its own process. Ends this
// program if it does not start.
class ServerProcess {
 public:
  explicit ServerProcess(const std::vector<std::string>& arguments);
  const std::string& address() const { return address_; }
  int64_t peak_resident_bytes() const { return child_.peak_resident_bytes(); }

 private:
  const TemporaryFolder folder_;
  Child child_;
  std::string address_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_CHILD_H_
