#ifndef STILLWATCH_SERVICE_INPUT_INPUT_FILE_H_
#define STILLWATCH_SERVICE_INPUT_INPUT_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::input {

// The bytes of a file or of standard input as they lie there, still compressed if they are.
// Used by one thread.
class InputFile {
 public:
  // "-" is standard input. An error names the path and what to do.
  static absl::StatusOr<std::unique_ptr<InputFile>> Open(absl::string_view path);
  ~InputFile();
  InputFile(const InputFile&) = delete;
  InputFile& operator=(const InputFile&) = delete;

  // The bytes that were read and not yet consumed; reads more only if there are none. Empty at the
  // end of the file. Valid until the next call of a method that is not const.
  absl::StatusOr<absl::string_view> Peek();

  // Reads until Peek() has at least `size` bytes or the file ends. `size` is at most 64.
  absl::StatusOr<absl::string_view> PeekAtLeast(size_t size);

  void Consume(size_t size);

  // Consumes up to `size` (> 0) bytes into `out` and returns how many; 0 only at the end.
  absl::StatusOr<size_t> Read(char* out, size_t size);

  // For messages: the path, or "standard input".
  const std::string& name() const { return name_; }
  int64_t bytes_consumed() const { return consumed_; }
  // -1 when it is not a regular file.
  int64_t size() const { return size_; }

 private:
  InputFile(int descriptor, std::string name, int64_t size);

  // Adds to what is unread. At the end of the file adds nothing.
  absl::Status Fill();
  absl::StatusOr<size_t> ReadFile(char* out, size_t size);

  const int descriptor_;
  const std::string name_;
  const int64_t size_;
  int64_t consumed_ = 0;
  std::unique_ptr<char[]> buffer_;
  size_t begin_ = 0;  // What is unread lies from here
  size_t end_ = 0;    // to here.
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_INPUT_FILE_H_
