#ifndef STILLWATCH_SERVICE_INPUT_CALL_FILE_H_
#define STILLWATCH_SERVICE_INPUT_CALL_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"
#include "service/input/call_json.h"
#include "service/input/line_reader.h"

namespace stillwatch::input {

struct CallFileOptions {
  LineReaderOptions lines;
  // A batch ends when it has this many lines or would have more than this many bytes; it has at
  // least one line. Each at least 1.
  size_t max_batch_lines = 1024;
  size_t max_batch_bytes = 1 << 20;
};

// Lines of a file that are not parsed yet, where they were read to. May be used again, which saves
// allocations; is emptied or destroyed on the thread that reads, or with its knowledge (see
// LineReader::block).
struct RawBatch {
  struct Entry {
    int64_t line = 0;            // From 1.
    absl::string_view text;      // kJsonPadding bytes behind it are readable.
    int64_t oversize_bytes = 0;  // Length of a line that was skipped; 0 if it was not.
  };
  // From 0, one more than that of the batch before: tells the order when batches are parsed by
  // several threads.
  int64_t number = 0;
  std::vector<Entry> entries;
  std::vector<std::shared_ptr<LineBlock>> blocks;  // What the texts lie in.
  int64_t blank_lines = 0;
  int64_t max_line_bytes = 0;
};

// A line that is not a Call, and why; as CallError.
struct RejectedLine {
  int64_t line = 0;
  std::string field;
  std::string reason;
};

// What parsing a batch found beside calls.
struct ParsedBatch {
  int64_t number = 0;
  std::vector<RejectedLine> rejects;  // In the order of lines.
  int64_t blank_lines = 0;
  // Sums over the calls and rejects of what ParseResult counts.
  int64_t unknown_fields = 0;
  int64_t skipped_parts = 0;
  int64_t replaced_surrogates = 0;
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

  // Gets a call, which is valid until it returns.
  using Visitor = absl::FunctionRef<void(int64_t line, const detector::CallView& call)>;

  // Hands over the calls in the order of lines and fills `batch` with the rest. The visitor may add
  // to its rejects, which stay in the order of lines. Thread-safe as long as each thread has its
  // own parser and batch.
  static void Parse(const RawBatch& raw, CallParser* parser, ParsedBatch* batch, Visitor visit);

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
