#include "detector/account/folded_part.h"

namespace stillwatch::detector {

StoredCall FoldedPart(const StoredCall& call) {
  StoredCall part = call;
  part.account_id = {};
  part.model = {};
  part.latency_ms = 0;
  part.client_asn = 0;
  part.client_country = {};
  return part;
}

}  // namespace stillwatch::detector
