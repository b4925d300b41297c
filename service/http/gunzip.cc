#include "service/http/gunzip.h"

#include <zlib.h>

#include <algorithm>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

namespace stillwatch::http {
namespace {

constexpr int kGzipOrZlib = 32 + MAX_WBITS;
constexpr size_t kChunk = 64 << 10;

class Inflater {
 public:
  Inflater() : ready_(inflateInit2(&stream, kGzipOrZlib) == Z_OK) {}
  ~Inflater() {
    if (ready_) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;
  bool ready() const { return ready_; }

  z_stream stream{};

 private:
  const bool ready_;
};

}  // namespace

absl::StatusOr<std::string> Gunzip(absl::string_view bytes, size_t most) {
  Inflater inflater;
  if (!inflater.ready()) return absl::ResourceExhaustedError("out of memory");
  z_stream& stream = inflater.stream;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  std::string text;
  for (;;) {
    const size_t size = text.size();
    text.resize(size + std::min(kChunk, most + 1 - size));
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + size);
    stream.avail_out = static_cast<uInt>(text.size() - size);
    const int code = inflate(&stream, Z_NO_FLUSH);
    text.resize(text.size() - stream.avail_out);
    if (text.size() > most) {
      return absl::ResourceExhaustedError(
          absl::StrCat("has more than ", most, " bytes when decompressed; send less at a time"));
    }
    if (code == Z_STREAM_END) return text;
    if (code != Z_OK || (stream.avail_in == 0 && stream.avail_out > 0)) {
      return absl::InvalidArgumentError("is not valid gzip, or breaks off");
    }
  }
}

}  // namespace stillwatch::http
