#include "service/verify/verify.h"

#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/fingerprint/fingerprinter.h"
#include "service/key_file/key_file.h"
#include "service/verify/refold.h"
#include "service/verify/scratch.h"
#include "storage/check.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

void Name(std::string what, std::vector<std::string>* names) {
  if (names->size() < VerifySummary::kMostNamed) names->push_back(std::move(what));
}

// Checks one block: its calls can be read, and their marks are known.
class BlockChecker {
 public:
  BlockChecker(storage::Store* store, const detector::FingerprintKey& key)
      : store_(store), fingerprinter_(key) {}

  // What is wrong; empty if nothing is.
  absl::StatusOr<std::string> Check(uint64_t first, uint32_t count, absl::string_view block) {
    marks_.clear();
    detector::StoredCallReader reader(block);
    absl::string_view bytes;
    detector::StoredCall call;
    while (reader.Next(&bytes)) {
      if (!detector::ReadStoredCall(bytes, &call)) {
        return absl::StrCat("call ", first + marks_.size(), " cannot be read");
      }
      uint64_t mark[2];
      fingerprinter_.CallMark(call.account_id, call.request_id, mark);
      marks_.push_back({mark[0], mark[1]});
    }
    if (!reader.ok() || marks_.size() != count) {
      return absl::StrCat("the block at ", first, " has ", marks_.size(), " calls instead of ",
                          count);
    }
    std::vector<bool> known;
    absl::Status found = store_->FindKnown(marks_, &known);
    if (!found.ok()) return found;
    for (size_t i = 0; i < known.size(); ++i) {
      if (!known[i]) {
        return absl::StrCat("call ", first + i, " would be taken again: its mark is missing");
      }
    }
    return std::string();
  }

 private:
  storage::Store* const store_;
  const detector::Fingerprinter fingerprinter_;
  std::vector<storage::CallMark> marks_;
};

absl::Status CheckLog(storage::Store* store, const detector::FingerprintKey& key,
                      const VerifyProgress& progress, VerifySummary* summary) {
  BlockChecker checker(store, key);
  summary->first_sequence = store->first_sequence();
  const uint64_t total = store->next_sequence() - summary->first_sequence;
  uint64_t expected = summary->first_sequence;
  absl::Status fault;
  const absl::Status read =
      store->ReadCalls(0, [&](uint64_t first, uint32_t count, absl::string_view block) {
        if (first != expected) {
          Name(absl::StrCat("calls ", expected, " to ", first - 1, " are missing"),
               &summary->log_faults);
        }
        expected = first + count;
        summary->calls += count;
        const absl::StatusOr<std::string> wrong = checker.Check(first, count, block);
        if (!wrong.ok()) {
          fault = wrong.status();
          return false;
        }
        if (!wrong->empty()) Name(*wrong, &summary->log_faults);
        progress("reading the log", summary->calls, total);
        return true;
      });
  if (expected != store->next_sequence()) {
    Name(absl::StrCat("calls ", expected, " to ", store->next_sequence() - 1, " are missing"),
         &summary->log_faults);
  }
  return fault.ok() ? read : fault;
}

}  // namespace

absl::StatusOr<VerifySummary> VerifyStore(const VerifyOptions& options,
                                          const VerifyProgress& progress) {
  absl::StatusOr<std::unique_ptr<storage::Store>> store =
      storage::Store::Open({.path = options.store, .create_if_missing = false, .read_only = true});
  if (!store.ok()) return store.status();
  absl::Status bound = BindKey(options.key, options.key_path, store->get());
  if (!bound.ok()) return bound;

  VerifySummary summary;
  summary.accounts_expired = (*store)->Statistics().accounts_cutoff_us.has_value();
  absl::StatusOr<std::vector<std::string>> damaged = storage::FindDamagedFiles(
      **store, [&](uint64_t done, uint64_t total) { progress("reading files", done, total); });
  if (!damaged.ok()) return damaged.status();
  summary.damaged_files = *std::move(damaged);
  if (!summary.damaged_files.empty()) return summary;
  absl::Status read = CheckLog(store->get(), options.key, progress, &summary);
  if (!read.ok()) return read;
  if (!summary.log_faults.empty()) return summary;

  const absl::StatusOr<std::unique_ptr<Scratch>> scratch =
      Scratch::Make(options.store, options.scratch_folder);
  if (!scratch.ok()) return scratch.status();
  // As it is, but for the calls behind the checkpoint; and from the log alone.
  const std::string stored = (*scratch)->path() + "/stored";
  const std::string refolded = (*scratch)->path() + "/refolded";
  absl::Status cloned = storage::CloneStore(**store, stored);
  if (cloned.ok()) cloned = storage::CloneStore(**store, refolded);
  if (!cloned.ok()) return cloned;
  absl::Status compared = CompareAccounts(stored, refolded, progress, &summary);
  if (!compared.ok()) return compared;
  return summary;
}

}  // namespace stillwatch::service
