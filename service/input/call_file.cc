#include "service/input/call_file.h"

#include <utility>

#include "absl/strings/str_cat.h"

namespace stillwatch::input {
namespace {

bool IsBlank(absl::string_view text) {
  for (const char c : text) {
    if (c != ' ' && c != '\t' && c != '\r') return false;
  }
  return true;
}

}  // namespace

absl::StatusOr<std::unique_ptr<CallFileReader>> CallFileReader::Open(absl::string_view path,
                                                                     CallFileOptions options) {
  absl::StatusOr<std::unique_ptr<LineReader>> lines = LineReader::Open(path, options.lines);
  if (!lines.ok()) return lines.status();
  return std::unique_ptr<CallFileReader>(new CallFileReader(*std::move(lines), options));
}

CallFileReader::CallFileReader(std::unique_ptr<LineReader> lines, CallFileOptions options)
    : lines_(std::move(lines)), options_(options) {}

bool CallFileReader::ReadRaw(RawBatch* batch) {
  batch->entries.clear();
  batch->blocks.clear();
  batch->blank_lines = 0;
  batch->max_line_bytes = static_cast<int64_t>(options_.lines.max_line_bytes);

  size_t taken = 0;
  size_t bytes = 0;
  for (; taken < options_.max_batch_lines; ++taken) {
    if (!holds_ && !lines_->Next(&held_)) break;
    const size_t size = held_.text.size();
    holds_ = bytes > 0 && bytes + size > options_.max_batch_bytes;
    if (holds_) break;
    if (!held_.oversize && IsBlank(held_.text)) {
      ++batch->blank_lines;
      continue;
    }
    bytes += size;
    batch->entries.push_back({held_.number, held_.text, held_.oversize ? held_.bytes : 0});
    if (batch->blocks.empty() || batch->blocks.back() != lines_->block()) {
      batch->blocks.push_back(lines_->block());
    }
  }
  if (taken == 0) return false;
  lines_->Seal();
  batch->number = batches_++;
  return true;
}

void CallFileReader::Parse(const RawBatch& raw, CallParser* parser, ParsedBatch* batch,
                           Visitor visit) {
  *batch = ParsedBatch();
  batch->number = raw.number;
  batch->blank_lines = raw.blank_lines;
  detector::CallView call;
  for (const RawBatch::Entry& entry : raw.entries) {
    if (entry.oversize_bytes > 0) {
      batch->rejects.push_back(
          {entry.line, "",
           absl::StrCat("the line has ", entry.oversize_bytes, " bytes; expected at most ",
                        raw.max_line_bytes, " (the limit for a line)")});
      continue;
    }
    ParseResult result = parser->Parse(entry.text, &call);
    batch->unknown_fields += result.unknown_fields;
    batch->skipped_parts += result.skipped_parts;
    batch->replaced_surrogates += result.replaced_surrogates;
    if (result.ok()) {
      visit(entry.line, call);
    } else {
      batch->rejects.push_back(
          {entry.line, std::move(result.error->field), std::move(result.error->reason)});
    }
  }
}

}  // namespace stillwatch::input
