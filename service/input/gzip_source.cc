#include "service/input/gzip_source.h"

#include <zlib.h>

#include <algorithm>
#include <limits>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/input/input_file.h"

namespace stillwatch::input {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;

class GzipSource : public ByteSource {
 public:
  explicit GzipSource(InputFile* file) : file_(file) {}
  ~GzipSource() override {
    if (started_) inflateEnd(&stream_);
  }
  GzipSource(const GzipSource&) = delete;
  GzipSource& operator=(const GzipSource&) = delete;

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    size = std::min<size_t>(size, std::numeric_limits<uInt>::max());
    stream_.next_out = reinterpret_cast<Bytef*>(out);
    stream_.avail_out = static_cast<uInt>(size);
    while (stream_.avail_out == size) {
      if (!in_member_) {
        const absl::StatusOr<bool> started = StartMember();
        if (!started.ok()) return started.status();
        if (!*started) return 0;
      }
      const absl::StatusOr<absl::string_view> bytes = file_->Peek();
      if (!bytes.ok()) return bytes.status();
      if (absl::Status status = Inflate(*bytes); !status.ok()) {
        if (stream_.avail_out == size) return status;
        break;  // The fault comes again on the next call.
      }
    }
    return size - stream_.avail_out;
  }

 private:
  // False at the end of the file.
  absl::StatusOr<bool> StartMember() {
    const absl::StatusOr<absl::string_view> head = file_->PeekAtLeast(2);
    if (!head.ok()) return head.status();
    if (head->empty()) return false;
    if (*head == "\x1f") return absl::OutOfRangeError("ends in the middle of a gzip member");
    if (!IsGzip(*head)) {
      return absl::DataLossError("has bytes that are not gzip behind a gzip member");
    }
    const int code = started_ ? inflateReset(&stream_) : inflateInit2(&stream_, kGzipOnly);
    if (code != Z_OK) return absl::ResourceExhaustedError("cannot be decompressed: out of memory");
    started_ = true;
    in_member_ = true;
    return true;
  }

  absl::Status Inflate(absl::string_view bytes) {
    stream_.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    stream_.avail_in = static_cast<uInt>(bytes.size());
    const uInt room = stream_.avail_out;
    const int code = inflate(&stream_, Z_NO_FLUSH);
    file_->Consume(bytes.size() - stream_.avail_in);
    switch (code) {
      case Z_STREAM_END:
        in_member_ = false;
        return absl::OkStatus();
      case Z_OK:
      case Z_BUF_ERROR:
        if (bytes.empty() && stream_.avail_out == room) {
          return absl::OutOfRangeError("ends in the middle of a gzip member");
        }
        return absl::OkStatus();
      case Z_MEM_ERROR:
        return absl::ResourceExhaustedError("cannot be decompressed: out of memory");
      default:
        return absl::DataLossError(absl::StrCat(
            "has damaged gzip data (", stream_.msg == nullptr ? "no detail" : stream_.msg, ")"));
    }
  }

  InputFile* const file_;
  z_stream stream_{};
  bool started_ = false;
  bool in_member_ = false;
};

}  // namespace

bool IsGzip(absl::string_view head) {
  return head.size() >= 2 && head[0] == '\x1f' && head[1] == '\x8b';
}

std::unique_ptr<ByteSource> MakeGzipSource(InputFile* file) {
  return std::make_unique<GzipSource>(file);
}

}  // namespace stillwatch::input
