#include "service/input/input_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::input {
namespace {

constexpr size_t kBufferBytes = 128 << 10;

absl::Status OpenError(absl::string_view path, int error) {
  switch (error) {
    case ENOENT:
    case ENOTDIR:
      return absl::NotFoundError(absl::StrCat(
          path, " does not exist; check the path, and that the folder it is in is mounted"));
    case EACCES:
    case EPERM:
      return absl::PermissionDeniedError(
          absl::StrCat(path, " may not be read by this user (permission denied); give the user ",
                       "read access to the file and to the folders above it"));
    case EMFILE:
    case ENFILE:
      return absl::ResourceExhaustedError(absl::StrCat(
          path, " cannot be opened: too many open files; raise the limit (ulimit -n)"));
    default:
      return absl::ErrnoToStatus(
          error, absl::StrCat(path, " cannot be opened, check the path and its file system"));
  }
}

}  // namespace

absl::StatusOr<std::unique_ptr<InputFile>> InputFile::Open(absl::string_view path) {
  if (path.empty()) {
    return absl::InvalidArgumentError(
        "the path of a call log is empty; name a file, or - for standard input");
  }
  const bool standard_input = path == "-";
  std::string name = standard_input ? "standard input" : std::string(path);
  const int descriptor =
      standard_input ? STDIN_FILENO : open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY);
  if (descriptor < 0) return OpenError(name, errno);
  struct stat facts;
  const bool known = fstat(descriptor, &facts) == 0;
  const int64_t size = known && S_ISREG(facts.st_mode) ? int64_t{facts.st_size} : -1;
  std::unique_ptr<InputFile> file(new InputFile(descriptor, std::move(name), size));
  if (!known) return OpenError(file->name_, errno);
  if (S_ISDIR(facts.st_mode)) {
    return absl::InvalidArgumentError(
        absl::StrCat(file->name_, " is a folder; name the files in it, such as ", file->name_,
                     file->name_.back() == '/' ? "" : "/", "*.jsonl.zst"));
  }
  return file;
}

InputFile::InputFile(int descriptor, std::string name, int64_t size)
    : descriptor_(descriptor),
      name_(std::move(name)),
      size_(size),
      buffer_(new char[kBufferBytes]) {}

InputFile::~InputFile() {
  if (descriptor_ != STDIN_FILENO) close(descriptor_);
}

absl::StatusOr<absl::string_view> InputFile::Peek() { return PeekAtLeast(1); }

absl::StatusOr<absl::string_view> InputFile::PeekAtLeast(size_t size) {
  while (end_ - begin_ < size) {
    const size_t before = end_ - begin_;
    if (absl::Status status = Fill(); !status.ok()) return status;
    if (end_ - begin_ == before) break;
  }
  return absl::string_view(buffer_.get() + begin_, end_ - begin_);
}

void InputFile::Consume(size_t size) {
  begin_ += size;
  consumed_ += static_cast<int64_t>(size);
}

absl::Status InputFile::Fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.get(), buffer_.get() + begin_, end_ - begin_);
    end_ -= begin_;
    begin_ = 0;
  }
  const absl::StatusOr<size_t> got = ReadFile(buffer_.get() + end_, kBufferBytes - end_);
  if (!got.ok()) return got.status();
  end_ += *got;
  return absl::OkStatus();
}

absl::StatusOr<size_t> InputFile::Read(char* out, size_t size) {
  if (begin_ == end_) {
    const absl::StatusOr<size_t> got = ReadFile(out, size);
    if (got.ok()) consumed_ += static_cast<int64_t>(*got);
    return got;
  }
  const size_t taken = std::min(size, end_ - begin_);
  std::memcpy(out, buffer_.get() + begin_, taken);
  Consume(taken);
  return taken;
}

absl::StatusOr<size_t> InputFile::ReadFile(char* out, size_t size) {
  ssize_t got;
  do {
    got = read(descriptor_, out, size);
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    const int error = errno;
    return absl::ErrnoToStatus(error, "cannot be read on, check the file system or the device");
  }
  return static_cast<size_t>(got);
}

}  // namespace stillwatch::input
