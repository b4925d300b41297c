#include "absl/strings/str_cat.h"
#include "detector/call/stored_call_codec.h"
#include "detector/findings/life.h"
#include "service/engine/engine.h"
#include "stillwatch/v1/finding.pb.h"
#include "storage/store.h"

namespace stillwatch::service {

absl::Status Engine::PublishOpenFindings() {
  absl::Status fault;
  absl::Status listed = state_.store->ListFindings(
      "", [&](absl::string_view, absl::string_view id, absl::string_view bytes) {
        v1::Finding finding;
        if (!finding.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
          fault = absl::DataLossError(absl::StrCat("the stored finding ", id, " cannot be read"));
          return false;
        }
        if (!detector::IsLive(finding)) return true;
        VerdictBoard::Entry entry;
        entry.outcome = {finding.assessment().score(), detector::Verdict::kFlagged};
        entry.finding = finding.name();
        if (finding.assessment().contributions_size() > 0) {
          entry.reason = finding.assessment().contributions(0).signal().reason();
        }
        verdicts_.Set(finding.account_id(), std::move(entry));
        return true;
      });
  return listed.ok() ? fault : listed;
}

absl::Status Engine::Recover() {
  const uint64_t checkpoint = state_.store->checkpoint();
  absl::Status fault;
  absl::Status read = state_.store->ReadCalls(checkpoint, [&](uint64_t first, uint32_t count,
                                                              absl::string_view bytes) {
    detector::StoredCallReader calls(bytes);
    absl::string_view call;
    uint64_t sequence = first;
    for (; calls.Next(&call); ++sequence) {
      if (sequence < checkpoint) continue;
      fault = Fold(sequence, call);
      if (!fault.ok()) return false;
      ++counters_.replayed;
    }
    if (!calls.ok() || sequence - first != count) {
      fault =
          absl::DataLossError(absl::StrCat("the calls from number ", first, " on cannot be read"));
      return false;
    }
    fault = WriteChanges();
    return fault.ok();
  });
  if (fault.ok()) fault = read;
  if (fault.ok() && counters_.replayed > 0) fault = Checkpoint();
  return fault;
}

}  // namespace stillwatch::service
