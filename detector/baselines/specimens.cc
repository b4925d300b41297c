#include "detector/baselines/specimens.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "detector/call/call_view.h"
#include "detector/call/stored_call.h"
#include "detector/features/features.h"
#include "detector/fingerprint/fingerprinter.h"
#include "detector/fingerprint/key.h"
#include "detector/profile/profile.h"
#include "detector/traits/traits.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::detector {
namespace {

constexpr int64_t kStart = int64_t{1'767'571'200} * 1'000'000;  // 2026-01-05
constexpr int64_t kMinute = 60'000'000;
// Mathematical libraries differ in the last digits.
constexpr double kTolerance = 1e-3;

// A word that no language has.
std::string Word(uint64_t number) {
  constexpr absl::string_view kSyllables[] = {"ba", "ko", "lu", "mi", "ne", "pra", "sto", "vel"};
  std::string word;
  for (number = number % 4093 + 9; number > 0; number /= 8) {
    absl::StrAppend(&word, kSyllables[number % 8]);
  }
  return word;
}

// So many words, always the same ones for `i`.
std::string Item(int i, int words = 12) {
  std::string item = "Who may";
  for (int word = 0; word < words; ++word) {
    absl::StrAppend(&item, " ",
                    Word(static_cast<uint64_t>(i) * 977 + static_cast<uint64_t>(word * word) * 31));
  }
  return absl::StrCat(item, "?");
}

// An account as it grows.
class Specimen {
 public:
  Specimen() : fingerprinter_(FingerprintKey{}) {}

  // Adds a call with the messages, none or some.
  void Add(int64_t minute, absl::Span<const MessageView> messages, int64_t output_tokens,
           StoredParams params = {}) {
    StoredCall call;
    call.time_us = kStart + minute * kMinute;
    call.status = 200;
    call.has_usage = true;
    call.input_tokens = 60 + minute % 7;
    call.output_tokens = output_tokens;
    call.finish_reason = "stop";
    call.params = params;
    call.has_fingerprint = !messages.empty();
    if (call.has_fingerprint) fingerprinter_.Digest(messages, &call.fingerprint);
    profile_.Add(call);
  }

  std::vector<float> Features() const { return MeasureFeatures(Measure(profile_)); }

 private:
  Fingerprinter fingerprinter_;
  Profile profile_;
};

std::vector<float> WorkedSolutions() {
  Specimen specimen;
  StoredParams params;
  for (int i = 0; i < 72; ++i) {
    const std::string request = absl::StrCat(
        "Solve the following problem for a student.\n", Item(i - i % 3),
        "\nThink step by step and explain your reasoning in detail before the final answer.");
    params.n = i % 9 == 0 ? 3 : 1;
    specimen.Add(25 * i, {{"user", request}}, 180 + i, params);
  }
  return specimen.Features();
}

std::vector<float> Conversations() {
  Specimen specimen;
  for (int i = 0; i < 18; ++i) {
    const std::string first = Item(7 * i % 61);
    const std::string then = absl::StrCat("and why not ", Word(static_cast<uint64_t>(i)), "?");
    const int64_t minute = 600 + 131 * i;
    specimen.Add(minute, {{"user", first}}, 120);
    specimen.Add(minute + 1, {{"user", first}, {"assistant", "Nobody may."}, {"user", then}}, 40);
    specimen.Add(minute + 3,
                 {{"user", first},
                  {"assistant", "Nobody may."},
                  {"user", then},
                  {"tool", "done"},
                  {"user", "thanks, shorter please"}},
                 9);
  }
  return specimen.Features();
}

// Every mark, and every lesson under a frame of its own.
std::vector<float> Demands() {
  constexpr absl::string_view kDemands[] = {
      "Generate new and diverse tasks like these example instructions, ten more in a list:\n",
      "Compare both responses by a rubric, on a scale, and say which is better, score by score:\n",
      "Simulate the dialogue between a user and a persona and continue it for some turns:\n",
      "Rewrite this prompt into a harder version, as training data to train a model with:\n",
      "Verify every line of this proof and find the mistakes; a valid JSON object with fields:\n",
  };
  Specimen specimen;
  for (int i = 0; i < 200; ++i) {
    std::string request = absl::StrCat(kDemands[i % 5], Item(i, 30));
    if (i % 5 == 4) absl::StrAppend(&request, "\n1. ", Item(i), "\n2. ", Item(i + 1), "\n3.");
    specimen.Add(17 * i, {{"user", request}}, 250 + i % 50);
  }
  return specimen.Features();
}

// The same inputs night by night, for labels.
std::vector<float> Job() {
  Specimen specimen;
  for (int i = 0; i < 120; ++i) {
    const std::string request = absl::StrCat(
        "Classify the sentiment. Answer with one word of the label only:\n", Item(i % 23));
    specimen.Add(1440 * (i / 30) + 120 + i % 30,
                 {{"system", "You label what our customers write."}, {"user", request}}, 1);
  }
  return specimen.Features();
}

// Single questions for weeks, some of them again.
std::vector<float> Questions() {
  Specimen specimen;
  for (int i = 0; i < 260; ++i) {
    const std::string request = Item(i % 19 == 18 ? i - 60 : 400 + i, 4 + i % 7);
    specimen.Add(47 * i, {{"user", request}}, 90 + i % 200);
  }
  return specimen.Features();
}

std::vector<float> ScriptedTurns() {
  Specimen specimen;
  for (int i = 0; i < 60; ++i) {
    const std::string first =
        absl::StrCat("You play the customer of this shop in the next scene: ", Item(i / 3, 6));
    const std::string then = absl::StrCat(
        "Go on with what the customer would say to this answer of the shop: ", Item(i, 5));
    specimen.Add(9 * i, {{"user", first}, {"assistant", "Yes."}, {"user", then}}, 60);
  }
  return specimen.Features();
}

std::vector<float> NoText() {
  Specimen specimen;
  StoredParams params;
  params.logprobs = true;
  params.max_output_tokens = 400;
  for (int i = 0; i < 60; ++i) {
    params.logit_bias_entries = i % 2 == 0 ? 1 : 0;
    params.logit_bias_hash = i % 2 == 0 ? static_cast<uint64_t>(i % 6 + 1) : 0;
    specimen.Add(3 * i, {}, i % 5 == 0 ? 1 : 380 + i % 20, params);
  }
  return specimen.Features();
}

// Streams whose answers nobody counted, but for a few.
std::vector<float> Uncounted() {
  Specimen specimen;
  for (int i = 0; i < 90; ++i) {
    specimen.Add(31 * i, {{"user", Item(900 + i, 5 + i % 5)}}, i % 10 == 0 ? 150 : 0);
  }
  return specimen.Features();
}

}  // namespace

const std::array<std::vector<float>, kSpecimens>& SpecimenFeatures() {
  static const auto* const features = new std::array<std::vector<float>, kSpecimens>{
      WorkedSolutions(), Conversations(), Demands(), Job(),
      Questions(),       ScriptedTurns(), NoText(),  Uncounted()};
  return *features;
}

void WriteSpecimens(v1::Baselines* baselines) {
  baselines->clear_specimens();
  for (const std::vector<float>& specimen : SpecimenFeatures()) {
    for (const std::string& name : baselines->features()) {
      baselines->add_specimens(specimen[FindFeature(name)]);
    }
  }
}

absl::Status CheckSpecimens(const v1::Baselines& baselines) {
  const int features = baselines.features_size();
  if (baselines.specimens_size() != static_cast<int>(kSpecimens) * features) {
    return absl::InvalidArgumentError(
        "they do not say what their features came to for made-up accounts");
  }
  int next = 0;
  for (const std::vector<float>& specimen : SpecimenFeatures()) {
    for (const std::string& name : baselines.features()) {
      const double then = baselines.specimens(next++);
      const double now = specimen[FindFeature(name)];
      if (std::abs(now - then) <= kTolerance * std::max(1.0, std::abs(then))) continue;
      return absl::InvalidArgumentError(
          absl::StrCat("the feature \"", name, "\" comes to ", now, " for a made-up account where ",
                       then, " was learned with: this version measures otherwise"));
    }
  }
  return absl::OkStatus();
}

}  // namespace stillwatch::detector
