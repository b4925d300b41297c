#include "service/input/line_reader.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/input/byte_source.h"
#include "service/input/input_file.h"

namespace stillwatch::input {
namespace {

constexpr absl::string_view kByteOrderMark = "\xef\xbb\xbf";

}  // namespace

absl::StatusOr<std::unique_ptr<LineReader>> LineReader::Open(absl::string_view path,
                                                             LineReaderOptions options) {
  absl::StatusOr<std::unique_ptr<InputFile>> file = InputFile::Open(path);
  if (!file.ok()) return file.status();
  absl::StatusOr<std::unique_ptr<ByteSource>> source = MakeByteSource(file->get());
  if (!source.ok()) {
    return absl::Status(source.status().code(),
                        absl::StrCat((*file)->name(), " ", source.status().message()));
  }
  return std::unique_ptr<LineReader>(new LineReader(*std::move(file), *std::move(source), options));
}

LineReader::LineReader(std::unique_ptr<InputFile> file, std::unique_ptr<ByteSource> source,
                       LineReaderOptions options)
    : file_(std::move(file)),
      source_(std::move(source)),
      options_(options),
      block_(std::make_shared<LineBlock>(options.chunk_bytes)) {}

LineReader::~LineReader() = default;

const std::string& LineReader::name() const { return file_->name(); }

int64_t LineReader::bytes_consumed() const { return file_->bytes_consumed(); }

int64_t LineReader::file_bytes() const { return file_->size(); }

bool LineReader::Next(Line* line) {
  while (true) {
    const char* const data = block_->data.get();
    const void* const found = std::memchr(data + scanned_, '\n', end_ - scanned_);
    if (found != nullptr) {
      const size_t end = static_cast<size_t>(static_cast<const char*>(found) - data);
      Take(end, line);
      begin_ = scanned_ = end + 1;
      return true;
    }
    scanned_ = end_;
    if (ended_) {
      if (!status_.ok() || (begin_ == end_ && skipped_ == 0)) return false;
      Take(end_, line);
      begin_ = end_;
      return true;
    }
    // One byte more than allowed may still be the "\r" of the line end.
    if (skipped_ > 0 || end_ - begin_ > options_.max_line_bytes + 1) SkipBuffered();
    Fill();
  }
}

size_t LineReader::buffer_bytes() const {
  size_t bytes = block_->size + kLinePadding;
  for (const std::shared_ptr<LineBlock>& block : used_) bytes += block->size + kLinePadding;
  return bytes;
}

void LineReader::Take(size_t end, Line* line) {
  const char* const data = block_->data.get();
  const size_t size = end - begin_;
  const char last = size > 0 ? data[end - 1] : skipped_ > 0 ? last_skipped_ : '\0';
  line->number = ++lines_;
  line->bytes = skipped_ + static_cast<int64_t>(size) - (last == '\r' ? 1 : 0);
  line->oversize = line->bytes > static_cast<int64_t>(options_.max_line_bytes);
  line->text = line->oversize ? absl::string_view()
                              : absl::string_view(data + begin_, static_cast<size_t>(line->bytes));
  lent_ = true;
  skipped_ = 0;
}

void LineReader::SkipBuffered() {
  if (begin_ == end_) return;
  last_skipped_ = block_->data[end_ - 1];
  skipped_ += static_cast<int64_t>(end_ - begin_);
  begin_ = scanned_ = end_;
  if (lent_ || sealed_) {
    ChangeBlock(options_.chunk_bytes);
  } else {
    begin_ = scanned_ = end_ = 0;
  }
}

void LineReader::ChangeBlock(size_t size) {
  std::shared_ptr<LineBlock> next;
  for (auto used = used_.begin(); used != used_.end(); ++used) {
    if (size > options_.chunk_bytes || used->use_count() > 1) continue;
    next = std::move(*used);
    used_.erase(used);
    break;
  }
  if (next == nullptr) next = std::make_shared<LineBlock>(size);
  std::memcpy(next->data.get(), block_->data.get() + begin_, end_ - begin_);
  if (block_->size == options_.chunk_bytes) used_.push_back(std::move(block_));
  block_ = std::move(next);
  lent_ = sealed_ = false;
  scanned_ -= begin_;
  end_ -= begin_;
  begin_ = 0;
}

void LineReader::Fill() {
  // A line of max_line_bytes + 2 is skipped, so there is no need for more.
  const size_t most = std::max(options_.chunk_bytes, options_.max_line_bytes + 2);
  const size_t rest = end_ - begin_;
  if (sealed_ || end_ == block_->size) {
    ChangeBlock(std::max(options_.chunk_bytes, std::min(most, rest * 2)));
  }
  const absl::StatusOr<size_t> got =
      source_->Read(block_->data.get() + end_, std::min(block_->size - end_, options_.chunk_bytes));
  if (!got.ok()) {
    status_ = Explain(got.status());
    ended_ = true;
    return;
  }
  ended_ = *got == 0;
  end_ += *got;
  if (at_start_) {
    const absl::string_view head(block_->data.get(), end_);
    const bool marked = absl::StartsWith(head, kByteOrderMark);
    if (marked) begin_ = scanned_ = kByteOrderMark.size();
    at_start_ = !marked && absl::StartsWith(kByteOrderMark, head);
  }
}

absl::Status LineReader::Explain(const absl::Status& fault) const {
  const std::string what =
      absl::StrCat(file_->name(), " ", fault.message(), " after ", lines_, " lines");
  switch (fault.code()) {
    case absl::StatusCode::kOutOfRange:
      return absl::DataLossError(absl::StrCat(
          what, ": the file is incomplete; copy it again from where it came from, or, if it is ",
          "still being written, read it once it is closed"));
    case absl::StatusCode::kDataLoss:
      return absl::DataLossError(
          absl::StrCat(what, ": the file is damaged; copy it again from where it came from and ",
                       "check it with gzip -t or zstd -t"));
    default:
      return absl::Status(fault.code(), what);
  }
}

}  // namespace stillwatch::input
