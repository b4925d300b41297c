#include "service/engine/hot_accounts.h"

#include <sys/mman.h>

#include <algorithm>
#include <memory>
#include <new>

namespace stillwatch::service {

HotAccounts::HotAccounts(size_t limit_bytes)
    : limit_(std::max<size_t>(4, limit_bytes / sizeof(HotAccount))) {}

HotAccounts::~HotAccounts() {
  for (size_t i = 0; i < places_; ++i) std::destroy_at(Place(i));
  for (HotAccount* slab : slabs_) ::operator delete (slab, std::align_val_t{kSlabBytes});
}

HotAccount* HotAccounts::NewPlace() {
  if (places_ == slabs_.size() * kPerSlab) {
    void* slab = ::operator new (kSlabBytes, std::align_val_t{kSlabBytes});
    madvise(slab, kSlabBytes, MADV_HUGEPAGE);  // Only faster; it may say no.
    slabs_.push_back(static_cast<HotAccount*>(slab));
  }
  return std::construct_at(Place(places_++));
}

HotAccount* HotAccounts::Claim() {
  if (places_ < limit_) return NewPlace();
  for (;;) {
    HotAccount* place = Advance();
    if (!place->used) return place;
    place->used = false;
  }
}

HotAccount* HotAccounts::OldestWithStrands() {
  for (;;) {
    HotAccount* place = Advance();
    if (place->strand_bytes == 0) continue;
    if (!place->used) return place;
    place->used = false;
  }
}

HotAccount* HotAccounts::Advance() {
  HotAccount* place = Place(hand_);
  hand_ = (hand_ + 1) % places_;
  return place;
}

}  // namespace stillwatch::service
