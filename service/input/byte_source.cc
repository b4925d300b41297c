#include "service/input/byte_source.h"

#include "absl/strings/string_view.h"
#include "service/input/gzip_source.h"
#include "service/input/input_file.h"
#include "service/input/zstd_source.h"

namespace stillwatch::input {
namespace {

class PlainSource : public ByteSource {
 public:
  explicit PlainSource(InputFile* file) : file_(file) {}

  absl::StatusOr<size_t> Read(char* out, size_t size) override { return file_->Read(out, size); }

 private:
  InputFile* const file_;
};

}  // namespace

absl::StatusOr<std::unique_ptr<ByteSource>> MakeByteSource(InputFile* file) {
  const absl::StatusOr<absl::string_view> head = file->PeekAtLeast(4);
  if (!head.ok()) return head.status();
  if (IsGzip(*head)) return MakeGzipSource(file);
  if (IsZstd(*head)) return MakeZstdSource(file);
  return std::make_unique<PlainSource>(file);
}

}  // namespace stillwatch::input
