#include "service/engine/warm_accounts.h"

#include <cstring>
#include <new>

namespace stillwatch::service {
namespace {

// What the allocator and the index of accounts take for each.
constexpr size_t kOverhead = 64;

}  // namespace

size_t WarmAccount::space() const {
  return sizeof(WarmAccount) + id_bytes + record_bytes + kOverhead;
}

WarmAccounts::~WarmAccounts() {
  for (WarmAccount* account = oldest_; account != nullptr;) {
    WarmAccount* const newer = account->newer;
    ::operator delete(account);
    account = newer;
  }
}

WarmAccount* WarmAccounts::Add(absl::string_view id, absl::string_view record) {
  void* memory = ::operator new(sizeof(WarmAccount) + id.size() + record.size());
  auto* account = new (memory) WarmAccount{};
  account->id_bytes = static_cast<uint32_t>(id.size());
  account->record_bytes = static_cast<uint32_t>(record.size());
  char* text = static_cast<char*>(memory) + sizeof(WarmAccount);
  std::memcpy(text, id.data(), id.size());
  std::memcpy(text + id.size(), record.data(), record.size());
  account->older = newest_;
  (newest_ == nullptr ? oldest_ : newest_->newer) = account;
  newest_ = account;
  bytes_ += account->space();
  return account;
}

void WarmAccounts::Remove(WarmAccount* account) {
  (account->older == nullptr ? oldest_ : account->older->newer) = account->newer;
  (account->newer == nullptr ? newest_ : account->newer->older) = account->older;
  bytes_ -= account->space();
  ::operator delete(account);
}

}  // namespace stillwatch::service
