#ifndef STILLWATCH_SERVICE_GATEWAYS_RECORD_DRAFT_H_
#define STILLWATCH_SERVICE_GATEWAYS_RECORD_DRAFT_H_

#include <deque>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/call/call_view.h"
#include "service/gateways/record/value.h"
#include "service/normalise/normaliser.h"

namespace stillwatch::gateways {

// Where the identities of a kind of record are; see stillwatch.v1.GatewaySource.
struct IdentityPaths {
  std::vector<std::string> account;
  std::vector<std::string> organization;
  std::vector<std::string> api_key;
  std::vector<std::string> request;
  std::string default_account;
};

// Takes the calls that are found in records. Views are valid until the method returns.
class CallSink {
 public:
  virtual ~CallSink() = default;
  virtual void Take(const detector::CallView& call) = 0;
  // A record that should be a call and is none.
  virtual void Reject(service::FieldError error) = 0;
  // A record that is about something else.
  virtual void Skip() = 0;
  // Something is known to be missing, such as attributes that the sender dropped.
  virtual void Gap() = 0;
};

// A call that is being put together from a record, with the texts that had to be made for it.
class Draft {
 public:
  detector::CallView call;

  // Valid until Clear().
  absl::string_view Keep(std::string text) { return kept_.emplace_back(std::move(text)); }
  void Clear() {
    call.Clear();
    kept_.clear();
  }

 private:
  std::deque<std::string> kept_;
};

// The first of the paths that leads to a text or a whole number, looked up in each of the roots;
// empty if none does. A number becomes text of the draft.
absl::string_view FindText(Document* document, std::initializer_list<const Value*> roots,
                           const std::vector<std::string>& paths, Draft* draft);

// Fills account, organisation, key and request from where the paths lead; a request id that is
// there already stays unless a path leads to one.
void Identify(Document* document, std::initializer_list<const Value*> roots,
              const IdentityPaths& paths, Draft* draft);

// Gives the call to the sink, or says which paths led to no account or request.
void Deliver(const IdentityPaths& paths, Draft* draft, CallSink* sink);

// Seconds since 1970 as a number, or an RFC 3339 text. False if it is neither.
bool SetTime(const Value* value, detector::CallView* call);
void SetTimeNanos(uint64_t nanos_since_1970, detector::CallView* call);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_RECORD_DRAFT_H_
