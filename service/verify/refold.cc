#include "service/verify/refold.h"

#include <array>
#include <cstddef>
#include <memory>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "detector/archive/archive.h"
#include "service/engine/engine.h"
#include "service/engine/queries.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

constexpr size_t kPage = 500;

// More than any trace is written as.
constexpr size_t kTraceBytes = 1024;

std::string ProfileBytes(const detector::Account& account) {
  std::array<char, detector::Profile::kMaxBytes + kTraceBytes + detector::Strands::kMaxBytes>
      buffer;
  detector::Writer writer(buffer.data());
  // Transfer is the same for reading, hence not const; a Writer changes nothing.
  const_cast<detector::Profile&>(account.profile()).Transfer(writer);
  const_cast<detector::Trace&>(account.trace()).Transfer(writer);
  const_cast<detector::Strands&>(account.strands()).Transfer(writer);
  return std::string(writer.bytes().data(), writer.bytes().size());
}

// A copy of the store with an engine on it, and its accounts one after the other.
class Side {
 public:
  static absl::StatusOr<std::unique_ptr<Side>> Open(const std::string& path, bool forget) {
    auto store = storage::Store::Open({.path = path, .create_if_missing = false, .sync = false});
    if (!store.ok()) return store.status();
    absl::Status status = forget ? (*store)->ForgetState() : absl::OkStatus();
    if (forget && status.ok()) status = (*store)->WriteMetadata("campaigns", "");
    if (!status.ok()) return status;
    auto engine = Engine::Open(store->get());
    if (!engine.ok()) return engine.status();
    return std::unique_ptr<Side>(new Side(*std::move(store), *std::move(engine)));
  }

  // The account that Next went to; null at the end.
  const detector::Account* current() const {
    return position_ < page_.accounts.size() ? &page_.accounts[position_] : nullptr;
  }

  absl::Status Next() {
    if (started_ && ++position_ < page_.accounts.size()) return absl::OkStatus();
    while (!started_ || (position_ >= page_.accounts.size() && !page_.next.empty())) {
      started_ = true;
      position_ = 0;
      absl::StatusOr<AccountPage> page = engine_->Ask([&](EngineState& state) {
        return ListAccounts(state, page_.next, kPage, AccountFilter{});
      });
      if (!page.ok()) return page.status();
      page_ = *std::move(page);
    }
    return absl::OkStatus();
  }

 private:
  Side(std::unique_ptr<storage::Store> store, std::unique_ptr<Engine> engine)
      : store_(std::move(store)), engine_(std::move(engine)) {}

  std::unique_ptr<storage::Store> store_;
  std::unique_ptr<Engine> engine_;
  AccountPage page_;
  size_t position_ = 0;
  bool started_ = false;
};

// Either may be missing.
void Compare(const detector::Account* stored, const detector::Account* refolded,
             VerifySummary* summary) {
  ++summary->accounts;
  const int64_t stored_calls = stored == nullptr ? 0 : stored->calls();
  const int64_t refolded_calls = refolded == nullptr ? 0 : refolded->calls();
  if (stored != nullptr && refolded != nullptr &&
      ProfileBytes(*stored) == ProfileBytes(*refolded)) {
    ++summary->same;
    return;
  }
  // Of calls that are gone nothing can be said. An account can also have been forgotten, and come
  // back, while its calls are there still.
  const bool calls_expired = summary->first_sequence > 1 && stored_calls > refolded_calls;
  const bool was_forgotten = summary->accounts_expired && refolded_calls > stored_calls;
  if (calls_expired || was_forgotten) {
    ++summary->not_verifiable;
    return;
  }
  ++summary->differing;
  if (summary->differing_accounts.size() >= VerifySummary::kMostNamed) return;
  const std::string& id = (stored == nullptr ? refolded : stored)->id();
  summary->differing_accounts.push_back(id);
}

}  // namespace

absl::Status CompareAccounts(const std::string& stored_path, const std::string& refolded_path,
                             const VerifyProgress& progress, VerifySummary* summary) {
  progress("folding the newest calls", 0, 0);
  const auto stored = Side::Open(stored_path, /*forget=*/false);
  if (!stored.ok()) return stored.status();
  progress("folding all calls again", 0, 0);
  const auto refolded = Side::Open(refolded_path, /*forget=*/true);
  if (!refolded.ok()) return refolded.status();
  absl::Status status = (*stored)->Next();
  if (status.ok()) status = (*refolded)->Next();
  while (status.ok()) {
    const detector::Account* a = (*stored)->current();
    const detector::Account* b = (*refolded)->current();
    if (a == nullptr && b == nullptr) break;
    const bool take_a = a != nullptr && (b == nullptr || a->id() <= b->id());
    const bool take_b = b != nullptr && (a == nullptr || b->id() <= a->id());
    Compare(take_a ? a : nullptr, take_b ? b : nullptr, summary);
    progress("comparing accounts", static_cast<uint64_t>(summary->accounts), 0);
    if (take_a) status = (*stored)->Next();
    if (status.ok() && take_b) status = (*refolded)->Next();
  }
  return status;
}

}  // namespace stillwatch::service
