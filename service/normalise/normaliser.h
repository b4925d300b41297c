#ifndef STILLWATCH_SERVICE_NORMALISE_NORMALISER_H_
#define STILLWATCH_SERVICE_NORMALISE_NORMALISER_H_

#include <optional>
#include <string>

#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/fingerprint/fingerprinter.h"
#include "detector/fingerprint/key.h"

namespace stillwatch::service {

// What is wrong with a record.
struct FieldError {
  std::string field;   // Path, e.g. "usage.input_tokens".
  std::string reason;  // What was found and what would be right.
};

// The one place where a call of whatever origin is checked and becomes the form that is stored and
// folded. The text is digested here and goes no further. Thread-safe.
class Normaliser {
 public:
  explicit Normaliser(const detector::FingerprintKey& key) : fingerprinter_(key) {}

  // Replaces what is in `stored`, whose texts then point where those of the call do. If the call
  // cannot be taken, says which field is at fault; `stored` is then in no particular state.
  std::optional<FieldError> Normalise(const detector::CallView& call,
                                      detector::StoredCall* stored) const;

  const detector::Fingerprinter& fingerprinter() const { return fingerprinter_; }

 private:
  void StoreParams(const detector::ParamsView& from, detector::StoredParams* to) const;

  detector::Fingerprinter fingerprinter_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_NORMALISE_NORMALISER_H_
