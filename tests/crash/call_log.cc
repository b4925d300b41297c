#include "tests/crash/call_log.h"

#include <cstdlib>
#include <fstream>
#include <functional>
#include <set>
#include <utility>

#include "gtest/gtest.h"
#include "service/input/call_json_writer.h"
#include "service/simulate/simulation.h"
#include "tests/process/process.h"

namespace stillwatch::tests {

Calls SimulatedCalls(uint64_t seed, double scale, bool text) {
  setenv("STILLWATCH_WITHOUT_CAMPAIGNS", "1", 1);
  simulate::SimulationOptions options;
  options.seed = seed;
  options.scale = scale;
  options.text = text;
  options.redelivery_share = 0;
  const auto simulation = simulate::Simulation::Create(options);
  Calls calls;
  if (!simulation.ok()) {
    ADD_FAILURE() << simulation.status();
    return calls;
  }
  std::set<std::pair<std::string, std::string>> seen;
  v1::Call call;
  for (simulate::Truth truth; (*simulation)->Next(&call, &truth);) {
    if (seen.emplace(call.account_id(), call.request_id()).second) calls.push_back(call);
  }
  return calls;
}

void DealOut(size_t accounts, Calls* calls) {
  std::map<std::string, size_t> dealt;
  for (v1::Call& call : *calls) {
    const size_t number = dealt[call.account_id()]++ % accounts;
    call.set_account_id(call.account_id() + "-" + std::to_string(number));
  }
}

Batches InBatches(const Calls& calls, size_t batch) {
  Batches batches;
  for (size_t i = 0; i < calls.size(); ++i) {
    if (i % batch == 0) batches.emplace_back();
    *batches.back().add_calls() = calls[i];
  }
  return batches;
}

std::vector<Calls> InLanes(const Calls& calls, size_t lanes) {
  std::vector<Calls> result(lanes);
  for (const v1::Call& call : calls) {
    result[std::hash<std::string>()(call.account_id()) % lanes].push_back(call);
  }
  return result;
}

void Count(const v1::StreamCallsRequest& batch, CallCounts* counts) {
  for (const v1::Call& call : batch.calls()) ++(*counts)[call.account_id()];
}

Assessments AuditOf(const Calls& calls, const std::string& key_file) {
  const std::string folder = NewFolder("audit");
  {
    std::ofstream file(folder + "/calls.jsonl", std::ios::binary);
    for (const v1::Call& call : calls) {
      std::string line;
      input::AppendCallJson(call, &line);
      file << line << '\n';
    }
  }
  const Output output = RunStillwatch({"audit", folder + "/calls.jsonl", "--key-file", key_file,
                                       "--assessments", folder + "/assessments.jsonl"});
  EXPECT_EQ(output.exit_code, 0) << output.err;
  return OfAudit(folder + "/assessments.jsonl");
}

}  // namespace stillwatch::tests
