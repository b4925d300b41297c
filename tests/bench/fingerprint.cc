#include "detector/call/fingerprint.h"

#include <time.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/call/call_view.h"
#include "detector/fingerprint/fingerprinter.h"
#include "detector/fingerprint/key.h"
#include "tests/bench/report.h"

// What it costs to digest a call on one core, beside two measures of the same machine in the same
// run: a hash that only reads the request's bytes, and a loop that only counts its words.

namespace stillwatch::bench {
namespace {

constexpr int kTexts = 64;  // Different requests, so that branches cannot be learnt by heart.

class Random {
 public:
  uint64_t Below(uint64_t limit) {
    state_ ^= state_ << 13;
    state_ ^= state_ >> 7;
    state_ ^= state_ << 17;
    return (state_ >> 16) % limit;
  }

 private:
  uint64_t state_ = 88172645463325252;
};

void AppendUtf8(uint32_t c, std::string* out) {
  const auto put = [out](uint32_t byte) { out->push_back(static_cast<char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xc0 | c >> 6);
    put(0x80 | (c & 0x3f));
  } else {
    put(0xe0 | c >> 12);
    put(0x80 | (c >> 6 & 0x3f));
    put(0x80 | (c & 0x3f));
  }
}

// Words as long as those of the language are on average, out of its letters.
struct Alphabet {
  uint32_t first;
  uint32_t letters;
  uint64_t shortest;
  uint64_t longest;
  const char* gap;  // Between words.
};

// The middle of two throws: lengths near the mean are the most frequent.
std::vector<std::string> Vocabulary(const Alphabet& alphabet, size_t size, Random* random) {
  const uint64_t spread = alphabet.longest - alphabet.shortest + 1;
  std::vector<std::string> words(size);
  for (std::string& word : words) {
    const uint64_t letters =
        alphabet.shortest + (random->Below(spread) + random->Below(spread)) / 2;
    for (uint64_t i = 0; i < letters; ++i) {
      AppendUtf8(alphabet.first + static_cast<uint32_t>(random->Below(alphabet.letters)), &word);
    }
  }
  return words;
}

// Cuts at a character's beginning and fills up with spaces.
std::string CutTo(std::string text, size_t bytes) {
  size_t size = bytes;
  while (size > 0 && (static_cast<uint8_t>(text[size]) & 0xc0) == 0x80) --size;
  text.resize(size);
  text.resize(bytes, ' ');
  return text;
}

std::string Prose(const Alphabet& alphabet, size_t bytes, Random* random) {
  const std::vector<std::string> words = Vocabulary(alphabet, 400, random);
  std::string text;
  while (text.size() <= bytes) {
    absl::StrAppend(&text, words[random->Below(words.size())]);
    absl::StrAppend(&text, random->Below(12) == 0 ? ", " : alphabet.gap);
  }
  return CutTo(std::move(text), bytes);
}

std::string Code(size_t bytes, Random* random) {
  constexpr std::array<const char*, 8> kJoints = {"(", ")", " = ", "->", ", ", ";\n    ", "_", "["};
  const std::vector<std::string> words = Vocabulary({'a', 26, 1, 9, " "}, 200, random);
  std::string text;
  while (text.size() <= bytes) {
    absl::StrAppend(&text, words[random->Below(words.size())]);
    absl::StrAppend(&text, kJoints[random->Below(kJoints.size())]);
    if (random->Below(8) == 0) absl::StrAppend(&text, random->Below(1000));
  }
  return CutTo(std::move(text), bytes);
}

size_t CountWords(const std::string& text) {
  size_t words = 0;
  bool in_word = false;
  for (const char c : text) {
    const auto byte = static_cast<uint8_t>(c);
    const bool is_word = (byte >= '0' && byte <= '9') || (byte >= 'a' && byte <= 'z') ||
                         (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
    words += is_word && !in_word;
    in_word = is_word;
  }
  return words;
}

struct Setting {
  const char* what;
  size_t bytes;
  size_t system_bytes;
  std::function<std::string(size_t, Random*)> make;
};

std::vector<Setting> Settings() {
  const auto prose = [](const Alphabet& alphabet) {
    return [alphabet](size_t bytes, Random* random) { return Prose(alphabet, bytes, random); };
  };
  const Alphabet english = {'a', 26, 1, 10, " "};
  const Alphabet chinese = {0x4e00, 3000, 1, 3, ""};
  const Alphabet korean = {0xac00, 11172, 2, 5, " "};
  const Alphabet russian = {0x430, 32, 2, 11, " "};
  std::vector<Setting> settings;
  for (const size_t bytes : {64, 1024, 4096}) {
    settings.push_back({"English", bytes, 0, prose(english)});
    settings.push_back({"Chinese", bytes, 0, prose(chinese)});
    settings.push_back({"Korean", bytes, 0, prose(korean)});
    settings.push_back({"Russian", bytes, 0, prose(russian)});
    settings.push_back({"code", bytes, 0, Code});
  }
  settings.push_back({"English, system 2 KB", 1024, 2048, prose(english)});
  return settings;
}

// Of the thread, so that others who want the core do not count.
double CpuNanoseconds() {
  timespec now;
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return 1e9 * static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec);
}

// Nanoseconds for each of `calls` runs of work(i).
template <typename Work>
double Time(int calls, Work work) {
  const double begin = CpuNanoseconds();
  for (int i = 0; i < calls; ++i) work(i);
  return (CpuNanoseconds() - begin) / calls;
}

volatile uint64_t sink;

void Run(const detector::Fingerprinter& fingerprinter, const Setting& setting, int rounds,
         Report* report) {
  Random random;
  std::vector<std::string> texts;
  for (int i = 0; i < kTexts; ++i) texts.push_back(setting.make(setting.bytes, &random));
  const std::string system = Prose({'a', 26, 1, 10, " "}, setting.system_bytes, &random);
  const int calls = static_cast<int>(std::max<size_t>(kTexts, 2000000 / setting.bytes));
  std::vector<double> digest, hash, count, to_hash, to_count;
  uint64_t words = 0;
  for (int round = 0; round < rounds; ++round) {
    digest.push_back(Time(calls, [&](int i) {
      std::array<detector::MessageView, 2> messages;
      messages[0] = {"system", system};
      messages[1] = {"user", texts[i % kTexts]};
      detector::Fingerprint fingerprint;
      const absl::Span<const detector::MessageView> all(messages);
      fingerprinter.Digest(system.empty() ? all.subspan(1) : all, &fingerprint);
      words += fingerprint.request_words;
      sink = fingerprint.request_hash;
    }));
    hash.push_back(Time(calls, [&](int i) {
      sink = XXH3_64bits(texts[i % kTexts].data(), texts[i % kTexts].size());
    }));
    count.push_back(Time(calls, [&](int i) { sink = CountWords(texts[i % kTexts]); }));
    to_hash.push_back(digest.back() / hash.back());
    to_count.push_back(digest.back() / count.back());
  }
  const double ns = Median(digest);
  report->Add({Report::Text("text", setting.what),
               Report::Number("bytes", static_cast<double>(setting.bytes), 0),
               Report::Number("words", static_cast<double>(words) / (1.0 * rounds * calls), 0),
               Report::Number("ns/call", ns, 0),
               Report::Number("ns/byte", ns / static_cast<double>(setting.bytes), 3),
               Report::Number("XXH3 ns", Median(hash), 1),
               Report::Number("x XXH3", Median(to_hash), 1),
               Report::Number("byte loop ns", Median(count), 0),
               Report::Number("x byte loop", Median(to_count), 2)});
}

}  // namespace
}  // namespace stillwatch::bench

// Arguments: [TEXT|all] [ROUNDS]
int main(int argc, char** argv) {
  using namespace stillwatch::bench;
  const std::string wanted = argc > 1 ? argv[1] : "all";
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 31;
  stillwatch::detector::FingerprintKey key;
  key.bytes.fill(7);
  const stillwatch::detector::Fingerprinter fingerprinter(key);
  Report report("fingerprint");
  for (const Setting& setting : Settings()) {
    if (wanted == "all" || wanted == setting.what) Run(fingerprinter, setting, rounds, &report);
  }
  report.Print();
  return 0;
}
