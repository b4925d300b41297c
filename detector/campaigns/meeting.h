#ifndef STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_
#define STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_

#include <cstddef>
#include <functional>
#include <vector>

#include "detector/campaigns/lockstep.h"

namespace stillwatch::detector {

// Calls `meet` with the places of any two sequences that may be of one rotation, without looking at
// all pairs: with at most a constant number for each, some of them twice.
//
// Members of a rotation keep step. If their latest calls came within a round of each other, then so
// did those eight, sixteen and twenty-four calls earlier; strangers who call side by side now did
// not call so then. So who calls at one pace meets in windows of a few rounds over the time of the
// latest call and, where many do, among these in windows over the time of the call eight earlier,
// and so on. Thus a member meets its own however many others there are. Likewise from the first of
// the calls on. Windows overlap by half, so that whoever is within a round of each other meets.
void ForMeetings(const std::vector<const Sequence*>& sequences,
                 const std::function<void(size_t, size_t)>& meet);

}  // namespace stillwatch::detector

#endif  // STILLWATCH_DETECTOR_CAMPAIGNS_MEETING_H_
