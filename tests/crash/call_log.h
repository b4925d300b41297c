#ifndef STILLWATCH_TESTS_CRASH_CALL_LOG_H_
#define STILLWATCH_TESTS_CRASH_CALL_LOG_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "stillwatch/v1/ingest_service.pb.h"
#include "tests/end_to_end/assessments.h"

namespace stillwatch::tests {

using Calls = std::vector<v1::Call>;
using Batches = std::vector<v1::StreamCallsRequest>;
using CallCounts = std::map<std::string, int64_t>;  // By account id.

// Different calls of a gateway with known harvesters, in order of arrival, some of them late.
// About 56,000 of 370 accounts at scale 1. Whatever is started from then on judges accounts one by
// one: campaigns depend on how the calls of different accounts meet, which senders at once change.
Calls SimulatedCalls(uint64_t seed, double scale, bool text = true);

// Deals each account's calls out in turn, to so many accounts.
void DealOut(size_t accounts, Calls* calls);

// The calls in order, so many a batch; sequence numbers are not set.
Batches InBatches(const Calls& calls, size_t batch);

// The calls of each lane in order; an account is in one lane.
std::vector<Calls> InLanes(const Calls& calls, size_t lanes);

// Adds the batch's calls to the counts.
void Count(const v1::StreamCallsRequest& batch, CallCounts* counts);

// What an audit of the calls finds.
Assessments AuditOf(const Calls& calls, const std::string& key_file);

}  // namespace stillwatch::tests

#endif  // STILLWATCH_TESTS_CRASH_CALL_LOG_H_
