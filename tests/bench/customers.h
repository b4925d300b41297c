#ifndef STILLWATCH_TESTS_BENCH_CUSTOMERS_H_
#define STILLWATCH_TESTS_BENCH_CUSTOMERS_H_

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

namespace stillwatch::bench {

// Texts are made of cells of eight bytes, each one or two words with their spaces, so that a word
// is exchanged for another by writing eight bytes.
constexpr size_t kCellBytes = 8;
using Cell = std::array<char, kCellBytes>;

// What an account buys the API for.
enum class Custom { kChat, kPipeline, kContent, kEvaluation, kHarvest };

// What the accounts of one domain have in common. Its texts begin with one frame and are made of
// few words; those of harvesters are drawn from a whole dictionary.
struct Domain {
  static constexpr size_t kWords = 64;
  Custom custom = Custom::kPipeline;
  std::vector<std::string> texts;
  std::array<Cell, kWords> words;
};

// The domains of a provider's customers. One in a hundred harvests.
class Customers {
 public:
  static constexpr uint64_t kDomains = 200;

  // Texts have `text_bytes` bytes.
  Customers(size_t text_bytes, uint64_t seed);

  const Domain& domain(uint64_t number) const { return domains_[number]; }
  // Bytes at the start of a text that the texts of a domain share; a multiple of kCellBytes.
  size_t frame_bytes() const { return frame_bytes_; }

 private:
  void MakeTexts(size_t text_bytes, const std::vector<Cell>& dictionary, Domain* domain,
                 std::mt19937_64* random) const;

  const size_t frame_bytes_;
  std::vector<Domain> domains_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_CUSTOMERS_H_
