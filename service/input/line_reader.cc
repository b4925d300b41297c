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
      buffer_(options.chunk_bytes + kLinePadding) {}

LineReader::~LineReader() = default;

const std::string& LineReader::name() const { return file_->name(); }

int64_t LineReader::bytes_consumed() const { return file_->bytes_consumed(); }

int64_t LineReader::file_bytes() const { return file_->size(); }

bool LineReader::Next(Line* line) {
  while (true) {
    const char* const data = buffer_.data();
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

void LineReader::Take(size_t end, Line* line) {
  const size_t size = end - begin_;
  const char last = size > 0 ? buffer_[end - 1] : skipped_ > 0 ? last_skipped_ : '\0';
  line->number = ++lines_;
  line->bytes = skipped_ + static_cast<int64_t>(size) - (last == '\r' ? 1 : 0);
  line->oversize = line->bytes > static_cast<int64_t>(options_.max_line_bytes);
  line->text = line->oversize
                   ? absl::string_view()
                   : absl::string_view(buffer_.data() + begin_, static_cast<size_t>(line->bytes));
  skipped_ = 0;
}

void LineReader::SkipBuffered() {
  if (begin_ == end_) return;
  last_skipped_ = buffer_[end_ - 1];
  skipped_ += static_cast<int64_t>(end_ - begin_);
  begin_ = scanned_ = end_ = 0;
}

void LineReader::Fill() {
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, end_ - begin_);
    scanned_ -= begin_;
    end_ -= begin_;
    begin_ = 0;
  }
  size_t room = buffer_.size() - kLinePadding - end_;
  if (room == 0) {
    // A line of max_line_bytes + 2 is skipped, so there is no need for more.
    const size_t most = std::max(options_.chunk_bytes, options_.max_line_bytes + 2);
    const size_t size = std::min(most, end_ * 2) + kLinePadding;
    buffer_.reserve(size);  // Else resize() may take more than the bound.
    buffer_.resize(size);
    room = buffer_.size() - kLinePadding - end_;
  }
  const absl::StatusOr<size_t> got =
      source_->Read(buffer_.data() + end_, std::min(room, options_.chunk_bytes));
  if (!got.ok()) {
    status_ = Explain(got.status());
    ended_ = true;
    return;
  }
  ended_ = *got == 0;
  end_ += *got;
  if (at_start_) {
    const absl::string_view head(buffer_.data(), end_);
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
