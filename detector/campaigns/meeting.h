#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_

#include <array>
#include <cstddef>
#include <vector>

#include "absl/functional/function_ref.h"
#include "detector/campaigns/lockstep.h"

namespace stillwatch::detector {

// The end of accounts' latest calls that a search begins at.
enum class MeetingsFrom { kFirst, kLast };
constexpr std::array<MeetingsFrom, 2> kBothEnds = {MeetingsFrom::kFirst, MeetingsFrom::kLast};

// Calls `meet` with the places of any two of `count` sequences that may be of one rotation, without
// looking at all pairs: with at most a constant number for each, some of them twice. A place's
// meetings in a window come one after the other. If given, only pairs are of interest of which one
// is `wanted`.
//
// Members of a rotation keep step. If their latest calls came within a round of each other, then
// those four, eight and up to twenty-eight calls earlier did, and were as far apart; strangers who
// call side by side now did not call so then. So who calls at one pace meets in windows of a few
// rounds over the time of the latest call and, where many do, among these in windows over the time
// since the call four earlier, and so on. Thus a member meets its own however many others there
// are, and hardly anybody else. That is from the last of the calls; from the first on likewise.
// Windows overlap by a third, so that whoever is within a third of a window of each other meets.
// `sequence` need only be good until it is asked for the next one.
void ForMeetings(MeetingsFrom end, size_t count,
                 absl::FunctionRef<const Sequence&(size_t)> sequence,
                 const std::vector<bool>* wanted, absl::FunctionRef<void(size_t, size_t)> meet);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_
