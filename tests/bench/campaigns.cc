#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "detector/campaigns/book.h"
#include "detector/campaigns/card.h"
#include "service/threads/in_parallel.h"
#include "stillwatch/v1/campaign.pb.h"
#include "tests/bench/arguments.h"
#include "tests/bench/report.h"

// What a sweep for campaigns costs as accounts grow tenfold, beside sorting as many ids in the same
// run: what grows as n log n keeps its ratio. One account in a hundred belongs to a rotation of 50.

namespace stillwatch::bench {
namespace {

using Clock = std::chrono::steady_clock;
using detector::Card;

constexpr int64_t kHour = int64_t{3600} * 1'000'000;
constexpr int64_t kStart = int64_t{20500} * 24 * kHour;
constexpr size_t kRotation = 50;

class Random {
 public:
  uint64_t Next() {
    state_ += 0x9e3779b97f4a7c15u;
    uint64_t x = state_;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
  double Uniform() { return static_cast<double>(Next() >> 11) * 0x1p-53; }
  // About normal.
  double Normal() {
    double sum = -6;
    for (int i = 0; i < 12; ++i) sum += Uniform();
    return sum;
  }
  double Wait(double mean) { return -std::log(1 - Uniform()) * mean; }

 private:
  uint64_t state_ = 7;
};

// An account of a provider's customers: one of many subjects, frames and kinds of parameters.
Card MakeCard(size_t number, size_t accounts, Random* random) {
  Card card;
  card.account_id = absl::StrFormat("account-%08d", random->Next() % 100000000);
  card.calls = card.requests = static_cast<uint32_t>(8 + random->Wait(40));
  const uint64_t subject = random->Next() % 500;
  for (size_t i = 0; i < Card::kDimensions; ++i) {
    const double mean =
        0.05 * (static_cast<double>((subject * (i + 3) * 2654435761u) >> 8 & 255) / 128.0 - 1);
    const double noise = random->Normal() * 0.11 / std::sqrt(card.calls);
    card.mean[i] = static_cast<int16_t>(std::lround((mean + noise) * 32767));
  }
  card.within = 0.05f;
  card.self = 0.9f;
  card.log_words = {static_cast<float>(3 + random->Normal()), 0.25f};
  card.log_output = {static_cast<float>(5 + random->Normal()), 0.25f};
  card.single_turn = number % 3 == 0 ? 1.0f : 0.4f;
  card.script = 1;
  card.organization = random->Next();
  card.billing = random->Next();
  card.signatures = {random->Next() % 50 + 1};
  // Templates of which each has a few dozen users, however many accounts there are.
  if (number % 4 == 0) {
    card.frames.push_back({random->Next() % (accounts / 100 + 1) + 1, 0.8f});
  }
  for (size_t i = 0; i < std::min<size_t>(card.calls, Card::kMaxItems); ++i) {
    card.items.push_back(random->Next());
  }
  std::sort(card.items.begin(), card.items.end());
  card.items_below = card.calls > Card::kMaxItems ? card.items.back() : UINT64_MAX;
  double at = random->Uniform() * 24 * 14;
  for (size_t i = 0; i < std::min<size_t>(card.calls, 32); ++i) {
    card.latest.push_back({kStart + static_cast<int64_t>(at * kHour), {}, 0, {}});
    at += random->Wait(2);
  }
  card.first_us = card.latest.front().time_us;
  card.last_us = card.latest.back().time_us;
  return card;
}

void PutInTurn(Card* begin, Card* end, Random* random) {
  double at = 24 + random->Uniform() * 24 * 10;
  for (Card* card = begin; card != end; ++card) {
    card->latest.clear();
    card->single_turn = 1;
    card->calls = card->requests = 40;
  }
  for (int round = 0; round < 32; ++round) {
    for (Card* card = begin; card != end; ++card) {
      at += random->Wait(1.0 / static_cast<double>(end - begin));
      card->latest.push_back({kStart + static_cast<int64_t>(at * kHour), {}, 0, {}});
    }
  }
  for (Card* card = begin; card != end; ++card) {
    card->first_us = card->latest.front().time_us;
    card->last_us = card->latest.back().time_us;
  }
}

std::vector<Card> MakeCards(size_t accounts) {
  Random random;
  std::vector<Card> cards;
  cards.reserve(accounts);
  for (size_t i = 0; i < accounts; ++i) cards.push_back(MakeCard(i, accounts, &random));
  for (size_t i = 0; i + kRotation <= accounts / 100; i += kRotation) {
    PutInTurn(cards.data() + i, cards.data() + i + kRotation, &random);
  }
  std::sort(cards.begin(), cards.end(),
            [](const Card& a, const Card& b) { return a.account_id < b.account_id; });
  return cards;
}

template <typename Work>
double Milliseconds(Work&& work) {
  const auto start = Clock::now();
  work();
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

void Run(size_t accounts, int rounds, Report* report) {
  const std::vector<Card> cards = MakeCards(accounts);
  size_t bytes = 0;
  for (const Card& card : cards) bytes += card.Bytes();
  std::vector<double> sorting, sweeping, together;
  int campaigns = 0, members = 0;
  for (int round = 0; round < rounds; ++round) {
    std::vector<std::string> ids;
    for (size_t i = 0; i < accounts; ++i) ids.push_back(cards[i * 7919 % accounts].account_id);
    sorting.push_back(Milliseconds([&] { std::sort(ids.begin(), ids.end()); }));
    detector::CampaignBook book;
    sweeping.push_back(Milliseconds([&] { book.Sweep(cards, kStart + 24 * 14 * kHour); }));
    detector::CampaignBook other;
    together.push_back(Milliseconds(
        [&] { other.Sweep(cards, kStart + 24 * 14 * kHour, service::InParallelOneByOne); }));
    campaigns = book.state().campaigns_size();
    members = 0;
    for (const auto& campaign : book.state().campaigns()) members += campaign.members_size();
  }
  const auto count = static_cast<double>(accounts);
  report->Add({Report::Number("accounts", count, 0),
               Report::Number("sort ids ms", Median(sorting), 1),
               Report::Number("sweep ms", Median(sweeping), 0),
               Report::Number("ratio", Median(sweeping) / Median(sorting), 1),
               Report::Number("sweep us an account", 1000 * Median(sweeping) / count, 1),
               Report::Number("on all threads / on one", Median(together) / Median(sweeping), 2),
               Report::Number("card bytes an account", static_cast<double>(bytes) / count, 0),
               Report::Number("rotations", std::floor(count / 100 / kRotation), 0),
               Report::Number("campaigns", campaigns, 0), Report::Number("members", members, 0)});
}

}  // namespace
}  // namespace stillwatch::bench

int main(int argc, char** argv) {
  using namespace stillwatch::bench;  // NOLINT: a main.
  Arguments defaults;
  defaults.rounds = 3;
  const std::vector<std::string> settings = {"10k-accounts", "100k-accounts", "1M-accounts"};
  const Arguments arguments = ParseArguments(argc, argv, defaults, settings);
  Report report("campaigns");
  size_t accounts = 10000;
  for (const std::string& setting : settings) {
    if (arguments.Wants(setting)) Run(accounts, arguments.rounds, &report);
    accounts *= 10;
  }
  report.Print();
  return 0;
}
