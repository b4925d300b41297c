#ifndef STILLWATCH_SERVICE_INPUT_LINE_READER_H_
#define STILLWATCH_SERVICE_INPUT_LINE_READER_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::input {

class ByteSource;
class InputFile;

// Readable bytes behind every line, so that the JSON parser may read past its end.
inline constexpr size_t kLinePadding = 64;

// Where lines lie. Whoever shares it keeps their bytes as they are.
struct LineBlock {
  explicit LineBlock(size_t bytes) : size(bytes), data(new char[bytes + kLinePadding]) {}
  const size_t size;  // kLinePadding bytes less than there are.
  const std::unique_ptr<char[]> data;
};

struct Line {
  // Without "\n" or "\r\n". Valid until the next call of Next(), and for as long as the reader's
  // block() at this time is shared; kLinePadding bytes behind it may be read, their values mean
  // nothing. Empty when the line is oversize.
  absl::string_view text;
  // From 1.
  int64_t number = 0;
  // Length without the line end; also of an oversize line.
  int64_t bytes = 0;
  // Longer than max_line_bytes: its bytes were skipped.
  bool oversize = false;
};

struct LineReaderOptions {
  // A longer line is skipped and reported.
  size_t max_line_bytes = 16 << 20;
  // How much is read or decompressed at a time: the size of a block. At least 1.
  size_t chunk_bytes = 512 << 10;
};

// Lines of a plain, gzip or zstd file, told apart by the first bytes; a UTF-8 byte order mark at
// the start is left out. Lines are not copied, but for those that lie across two blocks. Memory is
// bounded by max_line_bytes + chunk_bytes, what others share, and what the decompressor needs
// (zstd: up to 128 MiB if the file was made with --long). Used by one thread.
class LineReader {
 public:
  // "-" is standard input.
  static absl::StatusOr<std::unique_ptr<LineReader>> Open(absl::string_view path,
                                                          LineReaderOptions options = {});
  ~LineReader();
  LineReader(const LineReader&) = delete;
  LineReader& operator=(const LineReader&) = delete;

  // False at the end or after an error; status() tells which. All complete lines before an error
  // are given first; the rest of a line that an error cuts off is not.
  bool Next(Line* line);

  // Where the last line that was given lies. Who shares it lets go of it on the reader's thread, or
  // before that reads on: its memory is used again.
  const std::shared_ptr<LineBlock>& block() const { return block_; }
  // Nothing is written any more to the block, not even behind the lines that were given, so that
  // other threads may read them with their padding.
  void Seal() { sealed_ = true; }

  // OK, or what is wrong with the file, after how many lines, and what to do.
  const absl::Status& status() const { return status_; }

  // The path, or "standard input".
  const std::string& name() const;
  // Lines given so far.
  int64_t lines() const { return lines_; }
  // Of the file as it lies on disk, for a progress bar.
  int64_t bytes_consumed() const;
  // -1 if unknown.
  int64_t file_bytes() const;
  // Memory that holds lines now, but for what only others share.
  size_t buffer_bytes() const;

 private:
  LineReader(std::unique_ptr<InputFile> file, std::unique_ptr<ByteSource> source,
             LineReaderOptions options);

  // Takes the line that ends before `end`, an offset into the block.
  void Take(size_t end, Line* line);
  // Reads on behind what is there; at the end or on an error sets ended_.
  void Fill();
  // Goes on in another block of at least this size, with what is not given yet.
  void ChangeBlock(size_t size);
  // Gives up the bytes of a line that is already too long.
  void SkipBuffered();
  absl::Status Explain(const absl::Status& fault) const;

  const std::unique_ptr<InputFile> file_;
  const std::unique_ptr<ByteSource> source_;
  const LineReaderOptions options_;
  absl::Status status_;
  int64_t lines_ = 0;

  std::shared_ptr<LineBlock> block_;
  std::vector<std::shared_ptr<LineBlock>> used_;  // Of chunk_bytes; others may share them still.
  bool lent_ = false;                             // Lines of block_ were given.
  bool sealed_ = false;
  size_t begin_ = 0;    // Start of the line that is not given yet.
  size_t scanned_ = 0;  // No "\n" between begin_ and here.
  size_t end_ = 0;
  bool ended_ = false;
  bool at_start_ = true;  // A byte order mark may still come.

  int64_t skipped_ = 0;    // Bytes given up of the line that begins before begin_.
  char last_skipped_ = 0;  // The last of them.
};

}  // namespace stillwatch::input

#endif  // STILLWATCH_SERVICE_INPUT_LINE_READER_H_
