#include "service/gateways/logs/openai_batch.h"

#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "service/gateways/record/chat.h"

namespace stillwatch::gateways {
namespace {

absl::string_view OperationOf(absl::string_view url) {
  if (absl::StrContains(url, "embedding")) return "embedding";
  if (absl::StrContains(url, "completions") && !absl::StrContains(url, "chat")) {
    return "completion";
  }
  return "chat";
}

}  // namespace

void OpenAiBatch::Read(absl::string_view line, CallSink* sink) {
  document_.Clear();
  const Value* record = document_.ParseJson(line);
  if (record == nullptr) return sink->Reject({"", document_.fault()});
  const Value* id = record->Get("custom_id");
  const std::string custom_id(id == nullptr ? "" : id->AsText().value_or(""));
  if (custom_id.empty()) {
    return sink->Reject({"custom_id", "is missing; lines of batches are paired by it"});
  }
  const bool is_output = record->Get("response") != nullptr || record->Get("error") != nullptr;
  auto& partners = is_output ? inputs_ : outputs_;
  auto& waiting = is_output ? outputs_ : inputs_;
  const auto partner = partners.find(custom_id);
  if (partner != partners.end()) {
    bytes_ -= partner->second.size();
    const std::string other = std::move(partner->second);
    partners.erase(partner);
    return is_output ? Pair(other, line, sink) : Pair(line, other, sink);
  }
  if (bytes_ + line.size() > most_bytes_) {
    return sink->Reject(
        {"custom_id", absl::StrCat("has no partner yet, and lines of ", most_bytes_,
                                   " bytes wait for theirs; give input and output of a batch one "
                                   "after the other")});
  }
  bytes_ += line.size();
  std::string& kept = waiting[custom_id];
  bytes_ -= kept.size();
  kept.assign(line.data(), line.size());
}

void OpenAiBatch::Pair(absl::string_view input, absl::string_view output, CallSink* sink) {
  document_.Clear();
  draft_.Clear();
  Member* members = document_.NewMembers(2);
  members[0].name = "input";
  members[1].name = "output";
  if (!input.empty()) {
    if (const Value* parsed = document_.ParseJson(input)) members[0].value = *parsed;
  }
  const Value* parsed = document_.ParseJson(output);
  if (parsed == nullptr) return sink->Reject({"", document_.fault()});
  members[1].value = *parsed;
  const Value record = Document::Object(members, 2);

  detector::CallView& call = draft_.call;
  const Value* url = members[0].value.Get("url");
  call.operation = OperationOf(url == nullptr ? "" : url->AsText().value_or(""));
  ReadRequestBody(&document_, members[0].value.Get("body"), &draft_);
  const Value* status = document_.Find(record, "output.response.status_code");
  call.status = status == nullptr ? 500 : static_cast<int32_t>(status->AsWhole().value_or(0));
  const Value* body = document_.Find(record, "output.response.body");
  if (body != nullptr) {
    ReadResponseBody(&document_, body, &draft_);
    const Value* created = body->Get("created");
    if (created == nullptr) created = body->Get("created_at");
    SetTime(created, &call);
    if (const Value* model = body->Get("model"); model != nullptr && call.model.empty()) {
      call.model = model->AsText().value_or("");
    }
  }
  call.request_id = {};
  Identify(&document_, {&record}, *paths_, &draft_);
  Deliver(*paths_, &draft_, sink);
}

void OpenAiBatch::Finish(CallSink* sink) {
  for (const auto& [id, output] : outputs_) Pair("", output, sink);
  for (const auto& [id, input] : inputs_) {
    sink->Reject({"custom_id", absl::StrCat("\"", id, "\" has no line in an output file")});
  }
  outputs_.clear();
  inputs_.clear();
  bytes_ = 0;
}

}  // namespace stillwatch::gateways
