#include "tests/bench/traffic.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "stillwatch/v1/ingest_service.pb.h"

namespace stillwatch::bench {
namespace {

constexpr uint64_t kCallsPerSecond = 100;  // Of a stream, in the time of the calls.
constexpr int64_t kStartSecond = 1767571200;
constexpr int64_t kSecondsOfRun = 86400;
constexpr int kRenewedCells = 8;
constexpr uint64_t kCallsOfConversation = 8;
constexpr uint64_t kEvaluationItems = 16;
constexpr uint64_t kOwnWords = 16;
constexpr size_t kPrefixBytes = 5;  // "acct-"

uint64_t Mix(uint64_t x) {
  x ^= x >> 30;
  x *= 0xbf58476d1ce4e5b9u;
  x ^= x >> 27;
  x *= 0x94d049bb133111ebu;
  return x ^ x >> 31;
}

// The two digits of every byte.
constexpr std::array<char, 512> kHexPairs = [] {
  constexpr char kDigits[] = "0123456789abcdef";
  std::array<char, 512> pairs{};
  for (size_t byte = 0; byte < 256; ++byte) {
    pairs[2 * byte] = kDigits[byte >> 4];
    pairs[2 * byte + 1] = kDigits[byte & 15];
  }
  return pairs;
}();

// The lowest `digits` digits, an even number.
void WriteHex(uint64_t number, int digits, char* out) {
  for (int i = digits - 2; i >= 0; i -= 2, number >>= 8) {
    std::memcpy(out + i, &kHexPairs[2 * (number & 255)], 2);
  }
}

// Evenly from 0 up to, not including, `limit`.
uint64_t Below(uint64_t limit, uint64_t draw) { return (draw >> 32) * limit >> 32; }

int OutputTokens(Custom custom, uint64_t draw) {
  const int some = static_cast<int>(draw % 50);
  switch (custom) {
    case Custom::kChat:
      return 120 + 2 * some;
    case Custom::kPipeline:
      return 4 + some / 4;
    case Custom::kContent:
      return 250 + 3 * some;
    case Custom::kEvaluation:
      return 40 + some;
    case Custom::kHarvest:
      return 350 + 5 * some;
  }
  return 0;
}

}  // namespace

Traffic::Traffic(const TrafficOptions& options)
    : options_(options), customers_(static_cast<size_t>(options.prompt_bytes), options.seed) {}

std::string Traffic::AccountId(uint64_t number) {
  std::string id = "acct-0000000000000000";
  WriteHex(number, 16, id.data() + kPrefixBytes);
  return id;
}

TrafficStream::TrafficStream(const Traffic* traffic, uint64_t run, int stream)
    : traffic_(*traffic),
      run_(run),
      stream_(static_cast<uint64_t>(stream)),
      accounts_of_domain_(std::max<uint64_t>(
          1, static_cast<uint64_t>(traffic->options().accounts) / Customers::kDomains)) {
  const auto batch = static_cast<uint64_t>(traffic->options().batch);
  // Every domain is in the ring.
  const uint64_t batches = (Customers::kDomains + batch - 1) / batch;
  slots_.resize(batches * batch);
  for (uint64_t b = 0; b < batches; ++b) {
    auto& request = ring_.emplace_back(std::make_unique<v1::StreamCallsRequest>());
    for (uint64_t i = b * batch; i < (b + 1) * batch; ++i) {
      Fill(i, request->add_calls(), &slots_[i]);
    }
  }
}

TrafficStream::~TrafficStream() = default;
TrafficStream::TrafficStream(TrafficStream&&) noexcept = default;

void TrafficStream::Fill(uint64_t number, v1::Call* call, Slot* slot) const {
  // Neighbours are of different domains, and of other ones in other streams.
  slot->domain = (number * 77 + stream_ * 13) % Customers::kDomains;
  const Domain& domain = traffic_.customers().domain(slot->domain);
  const uint64_t draw = Mix(number << 8 | stream_);
  const auto bytes = static_cast<size_t>(traffic_.options().prompt_bytes);
  call->set_account_id("acct-0000000000000000");
  call->set_request_id("req-0000000000000000");
  call->set_model("large-2");
  call->set_operation("chat");
  call->set_status(200);
  call->set_finish_reason("stop");
  call->mutable_params()->set_temperature(domain.custom == Custom::kEvaluation ? 0 : 0.7);
  call->mutable_params()->set_max_output_tokens(1024);
  call->mutable_usage()->set_input_tokens(static_cast<int64_t>(bytes / 4));
  call->mutable_usage()->set_output_tokens(OutputTokens(domain.custom, draw));
  call->mutable_client()->set_ip("2001:db8::0000:0000");
  call->mutable_client()->set_user_agent("python-sdk/1.14");
  if (bytes == 0) return;
  const std::string& text = domain.texts[(stream_ + slot->domain + number) % domain.texts.size()];
  const bool follows_up = domain.custom == Custom::kChat && draw % 4 > 0 && bytes >= 64;
  const size_t newest = follows_up ? bytes / 2 / kCellBytes * kCellBytes : bytes;
  if (follows_up) {
    v1::Message* topic = call->add_messages();
    topic->set_role("user");
    topic->set_content(text.substr(0, bytes / 4));
    v1::Message* answer = call->add_messages();
    answer->set_role("assistant");
    answer->set_content(text.substr(0, bytes - newest - bytes / 4));
  }
  v1::Message* request = call->add_messages();
  request->set_role("user");
  // Who goes on writes as it comes, without the frame; RenewText sees to how it begins and ends.
  request->set_content(text.substr(follows_up ? traffic_.customers().frame_bytes() : 0, newest));
  slot->text = request->mutable_content();
  if (follows_up) slot->topic = call->mutable_messages(0)->mutable_content();
}

v1::StreamCallsRequest& TrafficStream::Next() {
  const auto batch = static_cast<uint64_t>(traffic_.options().batch);
  const uint64_t position = batches_ % ring_.size();
  v1::StreamCallsRequest& request = *ring_[position];
  uint64_t number = batches_++ * batch;
  const Slot* slot = &slots_[position * batch];
  for (v1::Call& call : *request.mutable_calls()) Renew(number++, *slot++, &call);
  return request;
}

void TrafficStream::Renew(uint64_t number, const Slot& slot, v1::Call* call) const {
  const uint64_t id = Mix((run_ << 44 | stream_ << 36 | number) + 1) ^ traffic_.options().seed;
  const uint64_t member = Below(accounts_of_domain_, Mix(id));
  const uint64_t account = member * Customers::kDomains + slot.domain;
  WriteHex(id, 16, call->mutable_request_id()->data() + 4);
  // There are fewer than 2^32 accounts, so the upper half of the number stays 0.
  WriteHex(account, 8, call->mutable_account_id()->data() + kPrefixBytes + 8);
  char* ip = call->mutable_client()->mutable_ip()->data();
  WriteHex(account >> 16, 4, ip + 10);
  WriteHex(account, 4, ip + 15);
  call->mutable_time()->set_seconds(kStartSecond + static_cast<int64_t>(run_) * kSecondsOfRun +
                                    static_cast<int64_t>(number / kCallsPerSecond));
  if (slot.topic != nullptr) {
    // All accounts begin their next conversation at the same time.
    const auto streams = static_cast<uint64_t>(traffic_.options().streams);
    const auto accounts = static_cast<uint64_t>(traffic_.options().accounts);
    const uint64_t conversation = run_ << 32 | number * streams / (accounts * kCallsOfConversation);
    WriteHex(Mix(account << 20 ^ conversation), 8, slot.topic->data());
  }
  if (slot.text != nullptr) RenewText(id, account, slot);
}

// Writes the words that `draw` stands for. Who has content written has subjects of their own.
void TrafficStream::RenewText(uint64_t draw, uint64_t account, const Slot& slot) const {
  const Domain& domain = traffic_.customers().domain(slot.domain);
  const bool has_own = domain.custom == Custom::kContent;
  const uint64_t first_word = has_own ? Mix(account) : 0;
  const uint64_t words = has_own ? kOwnWords : Domain::kWords;
  std::string& text = *slot.text;
  if (domain.custom == Custom::kHarvest) {
    const std::string& other = domain.texts[Below(domain.texts.size(), Mix(draw + 1))];
    std::memcpy(text.data(), other.data(), std::min(text.size(), other.size()));
  }
  // An evaluation has few items, a pipeline sees some again.
  if (domain.custom == Custom::kEvaluation) draw = Mix(draw % kEvaluationItems + 1);
  if (domain.custom == Custom::kPipeline && draw % 8 == 0) draw = Mix(draw / 8 % 32 + 1);
  const size_t framed = slot.topic != nullptr ? 0 : traffic_.customers().frame_bytes();
  const size_t first = std::min(framed, text.size() / 2) / kCellBytes;
  const size_t cells = text.size() / kCellBytes - first;
  const size_t step = std::max<size_t>(1, cells / kRenewedCells);
  for (size_t cell = 0; cell < cells && cell / step < kRenewedCells; cell += step) {
    const Cell& word = domain.words[(first_word + draw % words) % Domain::kWords];
    std::memcpy(text.data() + (first + cell) * kCellBytes, word.data(), kCellBytes);
    draw = draw >> 6 | draw << 58;
  }
  if (slot.topic == nullptr || cells == 0) return;
  std::memcpy(text.data() + (first + cells - 1) * kCellBytes,
              domain.words[Mix(draw) % Domain::kWords].data(), kCellBytes);
}

}  // namespace stillwatch::bench
