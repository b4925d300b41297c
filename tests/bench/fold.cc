#include <time.h>
#include <xxhash.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "detector/account/account.h"
#include "detector/assess/assessor.h"
#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/fingerprint/fingerprinter.h"
#include "detector/fingerprint/key.h"
#include "detector/policy/policy.h"
#include "service/engine/batch.h"
#include "service/engine/hot_accounts.h"
#include "service/normalise/normaliser.h"
#include "stillwatch/v1/ingest_service.pb.h"
#include "tests/bench/arguments.h"
#include "tests/bench/report.h"
#include "tests/bench/traffic.h"

// What a call costs the detector on one core: to digest its text, beside a hash that only reads it,
// and to fold what is stored of it into its account, beside reading that without folding; and what
// it costs to write an account down and read it again. Few accounts stay in the processor's caches,
// many do not.

namespace stillwatch::bench {
namespace {

// So many calls ahead an account's memory is asked for, as shards do.
constexpr size_t kAhead = 3;
// Of a hundred calls each are digested again and again.
constexpr size_t kBatches = 10;

struct Stored {
  std::string bytes;
  std::vector<absl::string_view> calls;
  std::vector<size_t> account;  // Of each call.
  size_t accounts = 0;
};

Stored MakeCalls(const Traffic& traffic, size_t calls) {
  const service::Normaliser normaliser{detector::FingerprintKey{}};
  service::Batch batch(&normaliser);
  TrafficStream stream(&traffic, 1, 0);
  while (batch.size() < calls) {
    for (const v1::Call& call : stream.Next().calls()) batch.Add(call);
  }
  Stored stored;
  stored.bytes = batch.bytes();
  detector::StoredCallReader reader(stored.bytes);
  std::vector<std::string> ids;
  for (absl::string_view call; reader.Next(&call);) {
    stored.calls.push_back(call);
    ids.emplace_back(detector::PeekAccountId(call));
  }
  std::vector<std::string> distinct = ids;
  std::sort(distinct.begin(), distinct.end());
  distinct.erase(std::unique(distinct.begin(), distinct.end()), distinct.end());
  stored.accounts = distinct.size();
  for (const std::string& id : ids) {
    stored.account.push_back(static_cast<size_t>(
        std::lower_bound(distinct.begin(), distinct.end(), id) - distinct.begin()));
  }
  return stored;
}

// Of this thread, so that what else the machine does counts less.
double ProcessorNanoseconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

template <typename Work>
double NanosecondsEach(size_t count, Work&& work) {
  const double start = ProcessorNanoseconds();
  work();
  return (ProcessorNanoseconds() - start) / static_cast<double>(count);
}

volatile uint64_t sink;

struct Digesting {
  std::vector<double> digest_ns, hash_ns;  // By round, of a call.
};

// Of some calls' messages, a kilobyte each.
Digesting Digest(const Traffic& traffic, int rounds) {
  TrafficStream stream(&traffic, 2, 0);
  std::vector<v1::StreamCallsRequest> batches(kBatches);
  std::vector<std::vector<detector::MessageView>> calls;
  for (v1::StreamCallsRequest& batch : batches) batch = stream.Next();
  for (const v1::StreamCallsRequest& batch : batches) {
    for (const v1::Call& call : batch.calls()) {
      std::vector<detector::MessageView>& messages = calls.emplace_back();
      for (const v1::Message& message : call.messages()) {
        messages.push_back({message.role(), message.content()});
      }
    }
  }
  const detector::Fingerprinter fingerprinter{detector::FingerprintKey{}};
  Digesting result;
  for (int round = 0; round < rounds; ++round) {
    result.digest_ns.push_back(NanosecondsEach(calls.size(), [&] {
      for (const std::vector<detector::MessageView>& messages : calls) {
        detector::Fingerprint fingerprint;
        fingerprinter.Digest(messages, &fingerprint);
        sink = fingerprint.request_hash;
      }
    }));
    result.hash_ns.push_back(NanosecondsEach(calls.size(), [&] {
      for (const std::vector<detector::MessageView>& messages : calls) {
        for (const detector::MessageView& message : messages) {
          sink = XXH3_64bits(message.content.data(), message.content.size());
        }
      }
    }));
  }
  return result;
}

// In the memory that the engine folds in.
using Accounts = std::vector<detector::Account*>;

// Folds everything into new accounts; returns what a call took.
double Fold(const Stored& stored, const detector::Assessor& assessor, bool ahead,
            Accounts* accounts) {
  // The accounts' memory is in use before, as it is in a server that has run for a while.
  for (detector::Account* account : *accounts) account->Reset("acct");
  return NanosecondsEach(stored.calls.size(), [&] {
    detector::StoredCall call;
    for (size_t i = 0; i < stored.calls.size(); ++i) {
      if (ahead && i + kAhead < stored.calls.size()) {
        (*accounts)[stored.account[i + kAhead]]->Prefetch();
      }
      detector::ReadStoredCall(stored.calls[i], &call);
      (*accounts)[stored.account[i]]->Add(call, assessor);
    }
  });
}

void Run(int account_count, int rounds, Report* report) {
  const size_t calls = std::max<size_t>(60000, static_cast<size_t>(account_count) * 40);
  TrafficOptions options;
  options.accounts = account_count;
  const Traffic traffic(options);
  const Digesting digesting = Digest(traffic, rounds);
  const Stored stored = MakeCalls(traffic, calls);
  const detector::Assessor assessor(detector::Policy::Default());
  std::vector<double> reading, folding, folding_ahead, writing, loading;
  service::HotAccounts places((stored.accounts + 1) * sizeof(service::HotAccount));
  Accounts accounts;
  for (size_t i = 0; i < stored.accounts; ++i) accounts.push_back(&places.Claim()->account);
  Fold(stored, assessor, /*ahead=*/false, &accounts);
  uint64_t sum = 0;
  size_t bytes = 0;
  for (int round = 0; round < rounds; ++round) {
    reading.push_back(NanosecondsEach(stored.calls.size(), [&] {
      detector::StoredCall call;
      for (const absl::string_view one : stored.calls) {
        detector::ReadStoredCall(one, &call);
        sum += static_cast<uint64_t>(call.time_us);
      }
    }));
    folding.push_back(Fold(stored, assessor, /*ahead=*/false, &accounts));
    folding_ahead.push_back(Fold(stored, assessor, /*ahead=*/true, &accounts));
    std::vector<std::string> records(accounts.size());
    writing.push_back(NanosecondsEach(accounts.size(), [&] {
      for (size_t i = 0; i < accounts.size(); ++i) accounts[i]->AppendTo(&records[i]);
    }));
    bytes = 0;
    for (const std::string& record : records) bytes += record.size();
    loading.push_back(NanosecondsEach(accounts.size(), [&] {
      for (size_t i = 0; i < accounts.size(); ++i) {
        if (!accounts[i]->Read("acct", records[i]).ok()) std::abort();
      }
    }));
  }
  const double digest_ns = Median(digesting.digest_ns);
  const double hash_ns = Median(digesting.hash_ns);
  const double together_ns = digest_ns + std::min(Median(folding), Median(folding_ahead));
  report->Add(
      {Report::Number("accounts", static_cast<double>(stored.accounts), 0),
       Report::Number("calls", static_cast<double>(stored.calls.size()), 0),
       Report::Number("digest ns", digest_ns, 0), Report::Number("XXH3 ns", hash_ns, 0),
       Report::Number("digest and fold ns", together_ns, 0),
       Report::Number("x XXH3", together_ns / hash_ns, 1),
       Report::Number("read ns", Median(reading), 0),
       Report::Number("read and fold ns", Median(folding), 0),
       Report::Number("with memory ahead ns", Median(folding_ahead), 0),
       Report::Number("ratio", Median(folding) / Median(reading), 2),
       Report::Number("write account ns", Median(writing), 0),
       Report::Number("load account ns", Median(loading), 0),
       Report::Number("bytes an account",
                      static_cast<double>(bytes) / static_cast<double>(stored.accounts), 0)});
  if (sum == 1) std::abort();
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const Arguments arguments = ParseArguments(argc, argv, Arguments(), {});
  Report report("fold");
  for (const int accounts : {200, 10000}) Run(accounts, arguments.rounds, &report);
  report.Print();
  return 0;
}
