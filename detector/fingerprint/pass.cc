#include "detector/fingerprint/pass.h"

#include <algorithm>

#include "absl/base/attributes.h"

namespace stillwatch::detector {
namespace {

constexpr size_t kFrameWords = 8;
static_assert(kFrameWords <= WordBatch::kKept && WordBatch::kKept <= WordBatch::kLeast);

constexpr std::array<uint64_t, kFrameWords> MakePlaceFactors() {
  std::array<uint64_t, kFrameWords> factors{};
  for (size_t i = 0; i < factors.size(); ++i) factors[i] = Avalanche(i + 1) | 1;
  return factors;
}

// Odd factors that tell the places within a frame. The words are keyed.
constexpr std::array<uint64_t, kFrameWords> kPlaceFactors = MakePlaceFactors();

// Of the words from the first one on, or with step -1 back from the last one. A sum of products,
// because they do not wait for each other as a chain does.
template <int Step>
uint64_t HashFrame(const uint64_t* words) {
  uint64_t sum = 0;
  for (size_t i = 0; i < kFrameWords; ++i) {
    sum += kPlaceFactors[i] * words[Step * static_cast<ptrdiff_t>(i)];
  }
  return sum;
}

uint32_t Permille(uint64_t part, uint64_t whole) {
  return whole == 0 ? 0 : static_cast<uint32_t>(1000 * part / whole);
}

}  // namespace

Pass::Pass(const Lexicon& lexicon, uint64_t final_key) : lexicon_(lexicon), final_key_(final_key) {}

void Pass::Digest(absl::string_view text, WordSeed seed, Fingerprint* out) {
  WordReader reader(text, seed);
  WordBatch batch;
  while (reader.Next(&batch)) {
    if (words_ == 0 && batch.size >= kFrameWords) {
      out->prefix_hash = Keyed(HashFrame<1>(batch.hashes()));
    }
    Add(batch);
  }
  if (words_ >= kFrameWords) {
    out->suffix_hash = Keyed(HashFrame<-1>(batch.hashes() + batch.size - 1));
  }
  out->request_words = static_cast<uint32_t>(words_);
  out->symbol_permille = Permille(reader.symbols(), text.size());
  out->number_permille = Permille(reader.numbers(), words_);
  out->request_hash = Keyed(whole_);
  out->script = static_cast<uint8_t>(Dominant());
  projection_.Write(&out->projection);
}

void Pass::Add(const WordBatch& batch) {
  if (batch.is_wide) {
    AddWords<true>(batch);
  } else {
    systems_[static_cast<int>(WritingSystem::kLatin)] += static_cast<uint32_t>(batch.size);
    AddWords<false>(batch);
  }
  words_ += batch.size;
}

template <bool IsWide>
void Pass::AddWords(const WordBatch& batch) {
  struct Found {
    uint64_t hash;
    size_t word;
  };
  std::array<Found, 2 * WordBatch::kCapacity> found;
  size_t found_count = 0;
  const uint64_t* hashes = batch.hashes();
  uint64_t whole = whole_;
  uint64_t previous = previous_;
  const auto look_up = [&](uint64_t hash, size_t i) {
    found[found_count] = {hash, words_ + i};
    found_count += static_cast<size_t>(lexicon_.MayHave(hash));
  };
  const auto add = [&](size_t i, bool has_couple) ABSL_ATTRIBUTE_ALWAYS_INLINE {
    const uint64_t word = hashes[i];
    whole = Append(whole, word);
    projection_.Add(word);
    look_up(word, i);
    const uint64_t couple = Couple(previous, word);
    if (has_couple) projection_.Add(couple);
    if (IsWide) {
      look_up(couple, i);
      ++systems_[static_cast<int>(batch.systems[i])];
    }
    previous = word;
  };
  size_t i = 0;
  // The text's first word ends no couple.
  if (words_ == 0 && batch.size > 0) add(i++, false);
  for (; i < batch.size; ++i) add(i, true);
  whole_ = whole;
  previous_ = previous;
  for (size_t at = 0; at < found_count; ++at) {
    const uint64_t aspects = lexicon_.Aspects(found[at].hash);
    if (aspects != 0) scan_.Add(found[at].word, aspects);
  }
}

WritingSystem Pass::Dominant() const {
  const auto most = std::max_element(systems_.begin(), systems_.end());
  return *most == 0 ? WritingSystem::kUnspecified
                    : static_cast<WritingSystem>(most - systems_.begin());
}

}  // namespace stillwatch::detector
