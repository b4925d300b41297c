#include "tests/bench/customers.h"

#include <algorithm>

#include "absl/strings/string_view.h"

namespace stillwatch::bench {
namespace {

constexpr size_t kDictionary = 4096;
constexpr size_t kTextsOfDomain = 4;
constexpr size_t kTextsOfHarvester = 256;
constexpr size_t kLongestFrame = 8 * kCellBytes;
// What a harvester's frame begins with, as far as it fits; a multiple of kCellBytes.
constexpr absl::string_view kDemand = "Explain step by step your reasoning in full now ";
static_assert(kDemand.size() % kCellBytes == 0);

// In percent of the domains; the rest are pipelines.
constexpr uint64_t kHarvest = 1, kChat = 40, kContent = 15, kEvaluation = 9;

Custom CustomOf(uint64_t domain) {
  uint64_t percent = domain % 100;
  if (percent < kHarvest) return Custom::kHarvest;
  percent -= kHarvest;
  if (percent < kChat) return Custom::kChat;
  percent -= kChat;
  if (percent < kContent) return Custom::kContent;
  percent -= kContent;
  return percent < kEvaluation ? Custom::kEvaluation : Custom::kPipeline;
}

Cell MakeCell(std::mt19937_64* random) {
  Cell cell;
  for (char& letter : cell) letter = static_cast<char>('a' + (*random)() % 26);
  cell.back() = ' ';
  if ((*random)() % 5 < 2) cell[3] = ' ';
  return cell;
}

void Write(const Cell& cell, size_t at, std::string* text) {
  std::copy(cell.begin(), cell.end(), text->begin() + static_cast<std::ptrdiff_t>(at));
}

}  // namespace

Customers::Customers(size_t text_bytes, uint64_t seed)
    : frame_bytes_(std::min(text_bytes / 2 / kCellBytes * kCellBytes, kLongestFrame)) {
  std::mt19937_64 random(seed);
  std::vector<Cell> dictionary(kDictionary);
  for (Cell& cell : dictionary) cell = MakeCell(&random);
  domains_.resize(kDomains);
  for (uint64_t i = 0; i < kDomains; ++i) {
    domains_[i].custom = CustomOf(i);
    for (Cell& word : domains_[i].words) word = dictionary[random() % kDictionary];
    MakeTexts(text_bytes, dictionary, &domains_[i], &random);
  }
}

void Customers::MakeTexts(size_t text_bytes, const std::vector<Cell>& dictionary, Domain* domain,
                          std::mt19937_64* random) const {
  const bool harvests = domain->custom == Custom::kHarvest;
  std::string frame(text_bytes, '.');
  for (size_t at = 0; at + kCellBytes <= text_bytes; at += kCellBytes) {
    Write(domain->words[(*random)() % Domain::kWords], at, &frame);
  }
  if (harvests) {
    const size_t bytes = std::min(kDemand.size(), frame_bytes_);
    std::copy_n(kDemand.begin(), bytes, frame.begin());
  }
  const size_t texts = harvests ? kTextsOfHarvester : kTextsOfDomain;
  for (size_t i = 0; i < texts; ++i) {
    std::string& text = domain->texts.emplace_back(frame);
    for (size_t at = frame_bytes_; at + kCellBytes <= text_bytes; at += kCellBytes) {
      const uint64_t draw = (*random)();
      Write(harvests ? dictionary[draw % kDictionary] : domain->words[draw % Domain::kWords], at,
            &text);
    }
  }
}

}  // namespace stillwatch::bench
