#ifndef STILLWATCH_SERVICE_ENGINE_WARM_ACCOUNTS_H_
#define STILLWATCH_SERVICE_ENGINE_WARM_ACCOUNTS_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "service/engine/account_key.h"

namespace stillwatch::service {

// An account in the bytes that are stored: a small part of the size of a hot one.
struct WarmAccount {
  WarmAccount* newer;
  WarmAccount* older;
  AccountKey key;
  uint64_t dirty_since;  // As in HotAccount.
  int64_t last_active_us;
  uint32_t id_bytes;
  uint32_t record_bytes;
  bool keep;
  uint8_t can_wait;  // So many of its next calls may be put aside.

  // The record with its sequence number, as it is stored.
  absl::string_view record() const { return {text() + id_bytes, record_bytes}; }
  absl::string_view id() const { return {text(), id_bytes}; }
  size_t space() const;

 private:
  const char* text() const { return reinterpret_cast<const char*>(this + 1); }
};

// Accounts in order of when they were added; the oldest go first. Keeps no index.
class WarmAccounts {
 public:
  WarmAccounts() = default;
  ~WarmAccounts();
  WarmAccounts(const WarmAccounts&) = delete;
  WarmAccounts& operator=(const WarmAccounts&) = delete;

  // As the newest. The caller sets what is not text.
  WarmAccount* Add(absl::string_view id, absl::string_view record);
  void Remove(WarmAccount* account);

  // Null when there is none.
  WarmAccount* oldest() const { return oldest_; }
  size_t bytes() const { return bytes_; }

 private:
  WarmAccount* newest_ = nullptr;
  WarmAccount* oldest_ = nullptr;
  size_t bytes_ = 0;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_ENGINE_WARM_ACCOUNTS_H_
