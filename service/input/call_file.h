#ifndef STILLWATCH_SERVICE_INPUT_CALL_FILE_H_
#define STILLWATCH_SERVICE_INPUT_CALL_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "service/input/call_json.h"
#include "service/input/line_reader.h"

namespace stillwatch::v1 {
class Call;
}  // namespace stillwatch::v1

namespace stillwatch::input {

struct CallFileOptions {
  LineReaderOptions lines;
  // A batch ends when it has this many lines or would have more than this many bytes; it has at
  // least one line. Each at least 1.
  size_t max_batch_lines = 1024;
  size_t max_batch_bytes = 1 << 20;
};

// Lines of a file that are not parsed yet. May be used again, which saves allocations.
struct RawBatch {
  struct Entry {
    int64_t line = 0;  // From 1.
    size_t offset = 0;
    size_t size = 0;
    int64_t oversize_bytes = 0;  // Length of a line that was skipped; 0 if it was not.
  };
  // From 0, one more than that of the batch before: tells the order when batches are parsed by
  // several threads.
  int64_t number = 0;
  // The lines one behind the other, kJsonPadding bytes at the end.
  std::string text;
  std::vector<Entry> entries;
  int64_t blank_lines = 0;
  int64_t max_line_bytes = 0;
};

// A line that is not a Call, and why; as CallError.
struct RejectedLine {
  int64_t line = 0;
  std::string field;
  std::string reason;
};

struct ParsedLine {
  int64_t line = 0;
  v1::Call* call = nullptr;  // Owned by the batch.
};

// Owns its calls, on an arena. May be used again, which ends the life of the calls in it and saves
// allocations.
class ParsedBatch {
 public:
  ParsedBatch();
  ~ParsedBatch();
  ParsedBatch(ParsedBatch&&) noexcept;
  ParsedBatch& operator=(ParsedBatch&&) noexcept;

  int64_t number = 0;
  // Every line that is not blank is in one of these two, each in the order of lines.
  std::vector<ParsedLine> calls;
  std::vector<RejectedLine> rejects;
  int64_t blank_lines = 0;
  // Sums over the calls and rejects of what ParseResult counts.
  int64_t unknown_fields = 0;
  int64_t skipped_parts = 0;
  int64_t replaced_surrogates = 0;

 private:
  friend class CallFileReader;
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

// Reads calls from a file (see LineReader for the formats), one a line. One thread reads raw
// batches; any number of threads parse them.
class CallFileReader {
 public:
  // "-" is standard input.
  static absl::StatusOr<std::unique_ptr<CallFileReader>> Open(absl::string_view path,
                                                              CallFileOptions options = {});

  // False at the end or after an error; status() tells which. What is readable before an error is
  // given first. A file without lines has no batches, and that is no error. A last batch may have
  // blank lines only.
  bool ReadRaw(RawBatch* batch);

  const absl::Status& status() const { return lines_->status(); }
  // File name, lines read and bytes consumed.
  const LineReader& lines() const { return *lines_; }

  // Replaces what is in `batch`. Thread-safe as long as each thread has its own parser and batch.
  static void Parse(const RawBatch& raw, CallParser* parser, ParsedBatch* batch);

 private:
  CallFileReader(std::unique_ptr<LineReader> lines, CallFileOptions options);

  const std::unique_ptr<LineReader> lines_;
  const CallFileOptions options_;
  int64_t batches_ = 0;
  // A line that did not fit into the batch before.
  Line held_;
  bool holds_ = false;
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_CALL_FILE_H_
