#ifndef STILLWATCH_DETECTOR_PROFILE_PROFILE_H_
#define STILLWATCH_DETECTOR_PROFILE_PROFILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace stillwatch::v1 {
class ProfileState;
class ProfileSummary;
class StoredCall;
}  // namespace stillwatch::v1

namespace stillwatch::detector {

// Everything known of an account: a deterministic fold over its calls in order of arrival.
//
// Two profiles that added the same calls in the same order serialise to the same bytes, whether or
// not one of them was saved and loaded in between. The state is bounded: however many calls, it
// stays below 32 KiB. Not thread-safe.
class Profile {
 public:
  Profile();
  ~Profile();
  Profile(Profile&&) noexcept;
  Profile& operator=(Profile&&) noexcept;

  // Adds a call that has not been added before; telling redeliveries apart is the caller's duty.
  void Add(const v1::StoredCall& call);

  // Statistics as plain data. The open window's are only in summary().
  const v1::ProfileState& state() const;

  // Calls that were added, with failed ones.
  int64_t calls() const;
  // Event time of the newest call; 0 before the first.
  int64_t last_time_us() const;

  // Medians and spreads of the open window, or of the one before while the open one is short.
  struct Window {
    double gap_median = 0;  // seconds
    double gap_mean = 0;
    double gap_variance = 0;
    double words_mean = 0;
    double words_variance = 0;
    double output_median = 0;  // tokens
    double output_mean = 0;
    double output_variance = 0;
  };
  Window window() const;

  // Bytes of memory, roughly.
  size_t SpaceUsed() const;

  void Summarize(v1::ProfileSummary* summary) const;

  void Save(v1::ProfileState* state) const;
  static absl::StatusOr<Profile> Load(v1::ProfileState state);

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_PROFILE_PROFILE_H_
