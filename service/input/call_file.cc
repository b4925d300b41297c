#include "service/input/call_file.h"

#include <google/protobuf/arena.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::input {
namespace {

bool IsBlank(absl::string_view text) {
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r') return false;
  }
  return true;
}

constexpr size_t kFirstBlockBytes = 64 << 10;
constexpr size_t kMaxBlockBytes = 4 << 20;

}  // namespace

// An arena gives back all blocks but its first when it is reset, and new ones cost page faults. So
// the first block grows to what a batch needs, within limits.
struct ParsedBatch::Memory {
  explicit Memory(size_t bytes) : size(bytes), block(new char[bytes]), arena(Options()) {}

  google::protobuf::ArenaOptions Options() const {
    google::protobuf::ArenaOptions options;
    options.initial_block = block.get();
    options.initial_block_size = size;
    options.start_block_size = kFirstBlockBytes;
    options.max_block_size = 1 << 20;
    return options;
  }

  // How large the first block should have been; its own size if it was large enough.
  size_t WantedBytes() const {
    size_t wanted = size;
    while (wanted < arena.SpaceAllocated() && wanted < kMaxBlockBytes) wanted *= 2;
    return wanted;
  }

  const size_t size;
  const std::unique_ptr<char[]> block;
  google::protobuf::Arena arena;
};

ParsedBatch::ParsedBatch() : memory_(std::make_unique<Memory>(kFirstBlockBytes)) {}
ParsedBatch::~ParsedBatch() = default;
ParsedBatch::ParsedBatch(ParsedBatch&&) noexcept = default;
ParsedBatch& ParsedBatch::operator=(ParsedBatch&&) noexcept = default;

absl::StatusOr<std::unique_ptr<CallFileReader>> CallFileReader::Open(absl::string_view path,
                                                                     CallFileOptions options) {
  absl::StatusOr<std::unique_ptr<LineReader>> lines = LineReader::Open(path, options.lines);
  if (!lines.ok()) return lines.status();
  return std::unique_ptr<CallFileReader>(new CallFileReader(*std::move(lines), options));
}

CallFileReader::CallFileReader(std::unique_ptr<LineReader> lines, CallFileOptions options)
    : lines_(std::move(lines)), options_(options) {}

bool CallFileReader::ReadRaw(RawBatch* batch) {
  // A batch that once held a very long line gives its memory back.
  if (batch->text.capacity() > 2 * (options_.max_batch_bytes + kJsonPadding)) {
    std::string().swap(batch->text);
  }
  batch->text.clear();
  batch->entries.clear();
  batch->blank_lines = 0;
  batch->max_line_bytes = static_cast<int64_t>(options_.lines.max_line_bytes);

  size_t taken = 0;
  for (; taken < options_.max_batch_lines; ++taken) {
    if (!holds_ && !lines_->Next(&held_)) break;
    const size_t size = held_.text.size();
    holds_ = !batch->text.empty() && batch->text.size() + size > options_.max_batch_bytes;
    if (holds_) break;
    if (!held_.oversize && IsBlank(held_.text)) {
      ++batch->blank_lines;
      continue;
    }
    batch->entries.push_back(
        {held_.number, batch->text.size(), size, held_.oversize ? held_.bytes : 0});
    batch->text.append(held_.text.data(), size);
  }
  if (taken == 0) return false;
  batch->number = batches_++;
  batch->text.append(kJsonPadding, '\0');
  return true;
}

void CallFileReader::Parse(const RawBatch& raw, CallParser* parser, ParsedBatch* batch) {
  batch->calls.clear();
  batch->rejects.clear();
  if (const size_t wanted = batch->memory_->WantedBytes(); wanted > batch->memory_->size) {
    batch->memory_.reset();
    batch->memory_ = std::make_unique<ParsedBatch::Memory>(wanted);
  } else {
    batch->memory_->arena.Reset();
  }
  batch->number = raw.number;
  batch->blank_lines = raw.blank_lines;
  batch->unknown_fields = batch->skipped_parts = batch->replaced_surrogates = 0;
  const absl::string_view text = raw.text;
  v1::Call* call = nullptr;
  for (const RawBatch::Entry& entry : raw.entries) {
    if (entry.oversize_bytes > 0) {
      batch->rejects.push_back(
          {entry.line, "",
           absl::StrCat("the line has ", entry.oversize_bytes, " bytes; expected at most ",
                        raw.max_line_bytes, " (the limit for a line)")});
      continue;
    }
    if (call == nullptr) {
      call = google::protobuf::Arena::CreateMessage<v1::Call>(&batch->memory_->arena);
    }
    ParseResult result = parser->Parse(text.substr(entry.offset, entry.size), call);
    batch->unknown_fields += result.unknown_fields;
    batch->skipped_parts += result.skipped_parts;
    batch->replaced_surrogates += result.replaced_surrogates;
    if (result.ok()) {
      batch->calls.push_back({entry.line, call});
      call = nullptr;
    } else {
      batch->rejects.push_back(
          {entry.line, std::move(result.error->field), std::move(result.error->reason)});
    }
  }
}

}  // namespace stillwatch::input
