#include "service/gateways/record/draft.h"

#include <cmath>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "service/input/rfc3339.h"

namespace stillwatch::gateways {
namespace {

constexpr double kLastSecond = 253'402'300'799.0;  // Of the year 9999.

absl::string_view TextOf(const Value& value, Draft* draft) {
  if (const auto text = value.AsText()) return *text;
  if (value.is(Value::Kind::kWhole)) return draft->Keep(absl::StrCat(value.whole));
  return {};
}

service::FieldError Missing(const char* field, const std::vector<std::string>& paths) {
  return {field, absl::StrCat("is missing: no path leads to it in the record (tried ",
                              absl::StrJoin(paths, ", "), "); name one in the file of --gateways")};
}

}  // namespace

absl::string_view FindText(Document* document, std::initializer_list<const Value*> roots,
                           const std::vector<std::string>& paths, Draft* draft) {
  for (const std::string& path : paths) {
    for (const Value* root : roots) {
      if (root == nullptr) continue;
      const Value* found = document->Find(*root, path);
      if (found == nullptr) continue;
      const absl::string_view text = TextOf(*found, draft);
      if (!text.empty()) return text;
    }
  }
  return {};
}

void Identify(Document* document, std::initializer_list<const Value*> roots,
              const IdentityPaths& paths, Draft* draft) {
  detector::CallView& call = draft->call;
  call.account_id = FindText(document, roots, paths.account, draft);
  if (call.account_id.empty()) call.account_id = paths.default_account;
  call.organization_id = FindText(document, roots, paths.organization, draft);
  call.api_key_id = FindText(document, roots, paths.api_key, draft);
  const absl::string_view request = FindText(document, roots, paths.request, draft);
  if (!request.empty()) call.request_id = request;
}

void Deliver(const IdentityPaths& paths, Draft* draft, CallSink* sink) {
  if (draft->call.account_id.empty()) return sink->Reject(Missing("account_id", paths.account));
  if (draft->call.request_id.empty()) return sink->Reject(Missing("request_id", paths.request));
  sink->Take(draft->call);
}

bool SetTime(const Value* value, detector::CallView* call) {
  if (value == nullptr) return false;
  if (value->is(Value::Kind::kText)) {
    input::TimePoint time;
    if (input::ParseRfc3339(*value->AsText(), &time)) {
      call->has_time = true;
      call->time_seconds = time.seconds;
      call->time_nanos = time.nanos;
      return true;
    }
  }
  const std::optional<double> seconds = value->AsReal();
  if (!seconds || !(std::abs(*seconds) <= kLastSecond)) return false;
  const double whole = std::floor(*seconds);
  call->has_time = true;
  call->time_seconds = static_cast<int64_t>(whole);
  // A double holds microseconds of this century, not more.
  call->time_nanos =
      std::min(static_cast<int32_t>(std::lround((*seconds - whole) * 1e6)), int32_t{999'999}) *
      1000;
  return true;
}

void SetTimeNanos(uint64_t nanos_since_1970, detector::CallView* call) {
  if (nanos_since_1970 == 0) return;
  call->has_time = true;
  call->time_seconds = static_cast<int64_t>(nanos_since_1970 / 1'000'000'000);
  call->time_nanos = static_cast<int32_t>(nanos_since_1970 % 1'000'000'000);
}

}  // namespace stillwatch::gateways
