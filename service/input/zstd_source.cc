#include "service/input/zstd_source.h"

#include <zstd.h>
#include <zstd_errors.h>

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "service/input/input_file.h"

namespace stillwatch::input {
namespace {

constexpr int kMaxWindowLog = 27;

struct FreeContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};

class ZstdSource : public ByteSource {
 public:
  explicit ZstdSource(InputFile* file) : file_(file), context_(ZSTD_createDCtx()) {
    if (context_ != nullptr) {
      ZSTD_DCtx_setParameter(context_.get(), ZSTD_d_windowLogMax, kMaxWindowLog);
    }
  }

  absl::StatusOr<size_t> Read(char* out, size_t size) override {
    if (context_ == nullptr) return OutOfMemory();
    if (!fault_.ok()) return fault_;
    ZSTD_outBuffer output{out, size, 0};
    while (output.pos == 0) {
      const absl::StatusOr<absl::string_view> bytes = file_->Peek();
      if (!bytes.ok()) return bytes.status();
      if (bytes->empty() && !in_frame_) return 0;
      ZSTD_inBuffer input{bytes->data(), bytes->size(), 0};
      const size_t code = ZSTD_decompressStream(context_.get(), &output, &input);
      file_->Consume(input.pos);
      if (ZSTD_isError(code) != 0) {
        fault_ = Explain(code);
        if (output.pos == 0) return fault_;
      } else if (bytes->empty() && output.pos == 0) {
        return absl::OutOfRangeError("ends in the middle of a zstd frame");
      } else {
        in_frame_ = code != 0;
      }
    }
    return output.pos;
  }

 private:
  static absl::Status OutOfMemory() {
    return absl::ResourceExhaustedError("cannot be decompressed: out of memory");
  }

  static absl::Status Explain(size_t code) {
    switch (ZSTD_getErrorCode(code)) {
      case ZSTD_error_memory_allocation:
        return OutOfMemory();
      case ZSTD_error_frameParameter_windowTooLarge:
        return absl::FailedPreconditionError(
            "needs a zstd window of more than 128 MiB; compress it anew with --long=27 or less");
      case ZSTD_error_dictionary_wrong:
        return absl::FailedPreconditionError(
            "was compressed with a zstd dictionary; compress it anew without one");
      case ZSTD_error_prefix_unknown:
        return absl::DataLossError("has bytes that are not zstd behind a zstd frame");
      default:
        return absl::DataLossError(
            absl::StrCat("has damaged zstd data (", ZSTD_getErrorName(code), ")"));
    }
  }

  InputFile* const file_;
  const std::unique_ptr<ZSTD_DCtx, FreeContext> context_;
  bool in_frame_ = false;
  absl::Status fault_;
};

}  // namespace

bool IsZstd(absl::string_view head) {
  if (head.size() < 4) return false;
  uint32_t magic = 0;
  for (int i = 3; i >= 0; --i) magic = magic << 8 | static_cast<uint8_t>(head[i]);
  return magic == ZSTD_MAGICNUMBER ||
         (magic & ZSTD_MAGIC_SKIPPABLE_MASK) == ZSTD_MAGIC_SKIPPABLE_START;
}

std::unique_ptr<ByteSource> MakeZstdSource(InputFile* file) {
  return std::make_unique<ZstdSource>(file);
}

}  // namespace stillwatch::input
