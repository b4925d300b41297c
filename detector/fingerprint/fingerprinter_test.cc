#include "detector/fingerprint/fingerprinter.h"

#include <cmath>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "detector/call/call_view.h"
#include "detector/call/fingerprint.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/fingerprint.pb.h"

namespace stillwatch::detector {
namespace {

FingerprintKey Key(uint8_t fill) {
  FingerprintKey key;
  key.bytes.fill(fill);
  return key;
}

// Making the lexicon takes milliseconds.
const Fingerprinter& PrinterOf(uint8_t key) {
  static auto* const printers = new std::map<uint8_t, Fingerprinter>();
  return printers->try_emplace(key, Key(key)).first->second;
}

using Messages = std::vector<std::pair<const char*, std::string>>;

Fingerprint DigestOf(const Messages& messages, uint8_t key = 1) {
  std::vector<MessageView> views;
  for (const auto& [role, content] : messages) views.push_back({role, content});
  Fingerprint fingerprint;
  PrinterOf(key).Digest(views, &fingerprint);
  return fingerprint;
}

Fingerprint DigestOf(const std::string& request, uint8_t key = 1) {
  return DigestOf(Messages{{"user", request}}, key);
}

double Cosine(const Fingerprint& a, const Fingerprint& b) {
  double dot = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < a.projection.size(); ++i) {
    const double x = a.projection[i];
    const double y = b.projection[i];
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / std::sqrt(aa * bb);
}

bool Has(const Fingerprint& fingerprint, v1::Mark mark) {
  return (fingerprint.marks >> mark & 1) != 0;
}

TEST(FingerprinterTest, SameTextSameDigest) {
  const std::string text = "Describe the life cycle of a river delta for young readers.";
  EXPECT_EQ(DigestOf(text), DigestOf(text));
}

TEST(FingerprinterTest, AnotherKeyChangesEveryHash) {
  const std::string text = "Describe the life cycle of a river delta for young readers.";
  const Fingerprint a = DigestOf(text, 1);
  const Fingerprint b = DigestOf(text, 2);
  EXPECT_NE(a.request_hash, b.request_hash);
  EXPECT_NE(a.prefix_hash, b.prefix_hash);
  EXPECT_NE(a.suffix_hash, b.suffix_hash);
  EXPECT_NE(a.projection, b.projection);
}

TEST(FingerprinterTest, NoTextIsLeft) {
  const std::string secret = "zyzzyvas quixotic";
  const Fingerprint fingerprint = DigestOf(Messages({{"system", secret}, {"user", secret}}));
  const std::string bytes(reinterpret_cast<const char*>(&fingerprint), sizeof fingerprint);
  EXPECT_EQ(bytes.find("zyzzyvas"), std::string::npos);
  EXPECT_EQ(bytes.find("quixotic"), std::string::npos);
}

TEST(FingerprinterTest, TemplatesShareTheirFrames) {
  const auto fill = [](const char* slot) {
    return DigestOf(absl::StrCat("Write a short entry for our catalogue about ", slot,
                                 " and keep the tone friendly, calm and short."));
  };
  const Fingerprint a = fill("wooden garden chairs");
  const Fingerprint b = fill("a kettle");
  EXPECT_EQ(a.prefix_hash, b.prefix_hash);
  EXPECT_EQ(a.suffix_hash, b.suffix_hash);
  EXPECT_NE(a.prefix_hash, a.suffix_hash);
  EXPECT_NE(a.request_hash, b.request_hash);
}

TEST(FingerprinterTest, AFrameIsEightWords) {
  const Fingerprint short_one = DigestOf("a b c d e f g");
  EXPECT_EQ(short_one.prefix_hash, 0u);
  EXPECT_EQ(short_one.suffix_hash, 0u);
  const Fingerprint exact = DigestOf("a b c d e f g h");
  EXPECT_NE(exact.prefix_hash, 0u);
  EXPECT_NE(exact.suffix_hash, 0u);
  EXPECT_EQ(DigestOf("a b c d e f g h i").prefix_hash, exact.prefix_hash);
  EXPECT_NE(DigestOf("a b c d e f g i i").prefix_hash, exact.prefix_hash);
  EXPECT_EQ(DigestOf("z a b c d e f g h").suffix_hash, exact.suffix_hash);
  EXPECT_NE(DigestOf("z z b c d e f g h").suffix_hash, exact.suffix_hash);
}

TEST(FingerprinterTest, NewFiguresInOneTextAreNoNewRequest) {
  const Fingerprint first = DigestOf("Disk 81 % full, 4 errors in 24 hours. Is that normal?");
  const Fingerprint later = DigestOf("Disk 9 % full, 112 errors in 48 hours. Is that normal?");
  EXPECT_EQ(first.request_hash, later.request_hash);
  EXPECT_EQ(first.prefix_hash, later.prefix_hash);
  EXPECT_EQ(first.projection, later.projection);
  EXPECT_EQ(first.number_permille, later.number_permille);
  EXPECT_NE(first.conversation_hash, later.conversation_hash);
}

TEST(FingerprinterTest, ProjectionFollowsLikeness) {
  const Fingerprint a =
      DigestOf("The delta of the river spreads over the plain and feeds the reed beds");
  const Fingerprint near =
      DigestOf("The delta of the river spreads over the marsh and feeds the reed beds");
  const Fingerprint far = DigestOf("Return code 17 means that no such device exists");
  EXPECT_GT(Cosine(a, near), 0.7);
  EXPECT_LT(Cosine(a, far), 0.5);
}

TEST(FingerprinterTest, ConversationsAreKnownByTheirBeginning) {
  const Fingerprint first = DigestOf("Which bread keeps longest?");
  const Fingerprint second = DigestOf(Messages(
      {{"user", "Which bread keeps longest?"}, {"assistant", "Rye."}, {"user", "And why?"}}));
  EXPECT_EQ(first.conversation_hash, second.conversation_hash);
  EXPECT_NE(first.request_hash, second.request_hash);
  EXPECT_EQ(second.user_turns, 2u);
  EXPECT_EQ(second.assistant_turns, 1u);
}

TEST(FingerprinterTest, MarksNeedTwoAspects) {
  EXPECT_FALSE(Has(DigestOf("Which step is the highest in the building?"), v1::MARK_REASONING));
  EXPECT_TRUE(
      Has(DigestOf("Give the reasoning for every step, then the result."), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("请逐步推理，然后给出结果"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("단계마다 생각을 적으세요"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Jelaskan penalaran di setiap langkah"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Hãy suy nghĩ từng bước một rồi trả lời"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Write out your chain of thought first"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Invent twelve varied tasks like these"), v1::MARK_GENERATE_TASKS));
  EXPECT_TRUE(Has(DigestOf("Rate each response and say which is better"), v1::MARK_JUDGE));
  EXPECT_TRUE(Has(DigestOf("Classify it; answer with one word only"), v1::MARK_CLOSED_ANSWER));
}

TEST(FingerprinterTest, MarksNeedWordsNearEachOther) {
  // With the first word in any of the batches that a text is read in.
  for (const size_t before : {0, 100, 300, 1000}) {
    const auto marked = [before](size_t between) {
      std::string text;
      for (size_t i = 0; i < before; ++i) text += "stone ";
      text += "rate ";
      for (size_t i = 0; i < between; ++i) text += "river ";
      text += "response";
      return Has(DigestOf({{"user", text}}), v1::MARK_JUDGE);
    };
    EXPECT_TRUE(marked(0)) << before;
    EXPECT_TRUE(marked(100)) << before;
    EXPECT_FALSE(marked(260)) << before;
    EXPECT_FALSE(marked(1500)) << before;
  }
}

TEST(FingerprinterTest, ASystemMessageAndTheRequestBearMarksEachForItself) {
  EXPECT_TRUE(Has(DigestOf({{"user", "Rate the response."}}), v1::MARK_JUDGE));
  EXPECT_FALSE(
      Has(DigestOf({{"system", "Rate it."}, {"user", "My response: no."}}), v1::MARK_JUDGE));
  const Fingerprint both = DigestOf({{"system", "Rate the response."},
                                     {"system", "Be kind."},
                                     {"user", "Give reasoning, in steps."}});
  EXPECT_TRUE(Has(both, v1::MARK_JUDGE));
  EXPECT_TRUE(Has(both, v1::MARK_REASONING));
}

TEST(FingerprinterTest, DemonstrationsAreMarkedByTheirForm) {
  EXPECT_TRUE(Has(DigestOf("1. Paint a fence.\n2. Mend a net.\n3."), v1::MARK_DEMONSTRATIONS));
  EXPECT_FALSE(Has(DigestOf("1. Paint a fence.\n2. Mend a net."), v1::MARK_DEMONSTRATIONS));
}

TEST(FingerprinterTest, SystemMessagesCountForMarks) {
  EXPECT_TRUE(Has(DigestOf(Messages({{"system", "Always think step by step."}, {"user", "7 x 8"}})),
                  v1::MARK_REASONING));
}

TEST(FingerprinterTest, ScriptIsTheDominantOne) {
  EXPECT_EQ(DigestOf("plain words").script, v1::SCRIPT_LATIN);
  EXPECT_EQ(DigestOf("如何申请签证 visa").script, v1::SCRIPT_HAN);
  EXPECT_EQ(DigestOf("как это работает").script, v1::SCRIPT_CYRILLIC);
}

TEST(FingerprinterTest, CallsWithoutAUserMessageAreDigestedAsFarAsTheyGo) {
  const Fingerprint fingerprint = DigestOf(Messages({{"system", "Be brief."}}));
  EXPECT_EQ(fingerprint.request_words, 0u);
  EXPECT_NE(fingerprint.system_hash, 0u);
}

TEST(FingerprinterTest, WithoutARequestThereIsNoneToDescribe) {
  const Fingerprint none = DigestOf(Messages{{"assistant", "Rye."}});
  EXPECT_FALSE(none.has_request);
  EXPECT_EQ(none.request_hash, 0u);
  const Fingerprint empty = DigestOf("");
  EXPECT_TRUE(empty.has_request);
  EXPECT_NE(empty.request_hash, 0u);
  EXPECT_EQ(empty.script, v1::SCRIPT_UNSPECIFIED);
  EXPECT_EQ(empty.projection, Fingerprint().projection);
}

TEST(FingerprinterTest, WordsOrderAndNumberMakeTheRequest) {
  EXPECT_EQ(DigestOf("Rye, wheat: oats!").request_hash, DigestOf("rye WHEAT\noats").request_hash);
  EXPECT_NE(DigestOf("rye wheat oats").request_hash, DigestOf("wheat rye oats").request_hash);
  EXPECT_NE(DigestOf("rye rye").request_hash, DigestOf("rye").request_hash);
}

TEST(FingerprinterTest, SharesAreInThousandths) {
  const Fingerprint fingerprint = DigestOf("a, b 17 c");
  EXPECT_EQ(fingerprint.request_bytes, 9u);
  EXPECT_EQ(fingerprint.request_words, 4u);
  EXPECT_EQ(fingerprint.symbol_permille, 111u);
  EXPECT_EQ(fingerprint.number_permille, 250u);
}

// Long texts are read in several stretches, which must not show.
TEST(FingerprinterTest, FramesReachAcrossLongTexts) {
  std::string text;
  for (int i = 0; i < 2000; ++i) absl::StrAppend(&text, "word", i % 700, " ");
  const Fingerprint whole = DigestOf(text);
  EXPECT_EQ(whole.request_words, 2000u);
  const Fingerprint longer = DigestOf(absl::StrCat("one two three ", text));
  EXPECT_EQ(whole.suffix_hash, longer.suffix_hash);
  EXPECT_NE(whole.prefix_hash, longer.prefix_hash);
  const Fingerprint tailed = DigestOf(absl::StrCat(text, "one two three"));
  EXPECT_EQ(whole.prefix_hash, tailed.prefix_hash);
  EXPECT_NE(whole.suffix_hash, tailed.suffix_hash);
  EXPECT_GT(Cosine(whole, longer), 0.99);
}

TEST(FingerprinterTest, ThreadsAndWhatWasReadBeforeMakeNoDifference) {
  const auto digests = [] {
    std::vector<Fingerprint> digests;
    for (int i = 0; i < 600; ++i) {
      const std::string system =
          absl::StrCat(i % 2 == 0 ? "Think in steps. " : "Be brief. ", i / 3);
      digests.push_back(DigestOf(Messages{{"system", system}, {"user", "Why is rye dense?"}}));
    }
    return digests;
  };
  const std::vector<Fingerprint> here = digests();
  std::vector<Fingerprint> there;
  std::thread([&] { there = digests(); }).join();
  EXPECT_EQ(here, there);
  EXPECT_EQ(here, digests());
  EXPECT_TRUE(Has(here[0], v1::MARK_REASONING));
  EXPECT_FALSE(Has(here[1], v1::MARK_REASONING));
}

TEST(FingerprinterTest, CallMarksTellAccountsAndRequestsApart) {
  const Fingerprinter fingerprinter(Key(1));
  uint64_t a[2], b[2], c[2], d[2];
  fingerprinter.CallMark("ab", "c", a);
  fingerprinter.CallMark("a", "bc", b);
  fingerprinter.CallMark("ab", "d", c);
  fingerprinter.CallMark("ab", "c", d);
  EXPECT_NE(a[0], b[0]);
  EXPECT_NE(a[0], c[0]);
  EXPECT_NE(a[1], c[1]);
  EXPECT_EQ(a[0], d[0]);
  EXPECT_EQ(a[1], d[1]);
}

}  // namespace
}  // namespace stillwatch::detector
