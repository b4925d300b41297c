#include "detector/fingerprint/fingerprinter.h"

#include <cmath>
#include <string>

#include "absl/strings/str_cat.h"
#include "detector/call/stored_call_codec.h"
#include "gtest/gtest.h"
#include "stillwatch/v1/call.pb.h"
#include "stillwatch/v1/fingerprint.pb.h"
#include "stillwatch/v1/stored_call.pb.h"

namespace stillwatch::detector {
namespace {

FingerprintKey Key(uint8_t fill) {
  FingerprintKey key;
  key.bytes.fill(fill);
  return key;
}

v1::Call CallWith(std::initializer_list<std::pair<const char*, std::string>> messages) {
  v1::Call call;
  for (const auto& [role, content] : messages) {
    v1::Message* message = call.add_messages();
    message->set_role(role);
    message->set_content(content);
  }
  return call;
}

v1::Fingerprint DigestOf(const v1::Call& call, uint8_t key = 1) {
  std::vector<MessageView> messages;
  for (const v1::Message& message : call.messages()) {
    messages.push_back({message.role(), message.content()});
  }
  StoredCall stored;
  stored.has_fingerprint = true;
  Fingerprinter(Key(key)).Digest(messages, &stored.fingerprint);
  std::string bytes;
  AppendStoredCall(stored, &bytes);
  v1::StoredCallBlock block;
  EXPECT_TRUE(block.ParseFromString(bytes));
  return block.calls(0).fingerprint();
}

v1::Fingerprint DigestOf(const std::string& request, uint8_t key = 1) {
  return DigestOf(CallWith({{"user", request}}), key);
}

double Cosine(const v1::Fingerprint& a, const v1::Fingerprint& b) {
  double dot = 0, aa = 0, bb = 0;
  for (size_t i = 0; i < a.projection().size(); ++i) {
    const double x = static_cast<int8_t>(a.projection()[i]);
    const double y = static_cast<int8_t>(b.projection()[i]);
    dot += x * y;
    aa += x * x;
    bb += y * y;
  }
  return dot / std::sqrt(aa * bb);
}

int EqualBins(const v1::Fingerprint& a, const v1::Fingerprint& b) {
  int equal = 0;
  for (int i = 0; i < a.minhash_size(); ++i) equal += a.minhash(i) == b.minhash(i);
  return equal;
}

bool Has(const v1::Fingerprint& fingerprint, v1::Mark mark) {
  return (fingerprint.marks() >> mark & 1) != 0;
}

TEST(FingerprinterTest, SameTextSameDigest) {
  const std::string text = "Describe the life cycle of a river delta for young readers.";
  EXPECT_EQ(DigestOf(text).SerializeAsString(), DigestOf(text).SerializeAsString());
}

TEST(FingerprinterTest, AnotherKeyChangesEveryHash) {
  const std::string text = "Describe the life cycle of a river delta for young readers.";
  const v1::Fingerprint a = DigestOf(text, 1);
  const v1::Fingerprint b = DigestOf(text, 2);
  EXPECT_NE(a.request_hash(), b.request_hash());
  EXPECT_NE(a.prefix_hash(0), b.prefix_hash(0));
  EXPECT_NE(a.suffix_hash(0), b.suffix_hash(0));
  EXPECT_NE(a.projection(), b.projection());
  EXPECT_LT(EqualBins(a, b), 2);
}

TEST(FingerprinterTest, NoTextIsLeft) {
  const std::string secret = "zyzzyvas quixotic";
  const std::string bytes =
      DigestOf(CallWith({{"system", secret}, {"user", secret}})).SerializeAsString();
  EXPECT_EQ(bytes.find("zyzzyvas"), std::string::npos);
  EXPECT_EQ(bytes.find("quixotic"), std::string::npos);
}

TEST(FingerprinterTest, TemplatesShareTheirFrames) {
  const auto fill = [](const char* slot) {
    return DigestOf(absl::StrCat("Write a short entry for our catalogue about ", slot,
                                 " and keep the tone friendly and calm."));
  };
  const v1::Fingerprint a = fill("wooden garden chairs");
  const v1::Fingerprint b = fill("a kettle");
  EXPECT_EQ(a.prefix_hash(0), b.prefix_hash(0));
  EXPECT_EQ(a.prefix_hash(1), b.prefix_hash(1));
  EXPECT_EQ(a.suffix_hash(0), b.suffix_hash(0));
  EXPECT_NE(a.request_hash(), b.request_hash());
  EXPECT_NE(a.prefix_hash_size() > 2 ? a.prefix_hash(2) : 0, 1u);
}

TEST(FingerprinterTest, FramesAreThereOnlyAsFarAsTheRequestIsLong) {
  EXPECT_EQ(DigestOf("one two three").prefix_hash_size(), 0);
  EXPECT_EQ(DigestOf("one two three four").prefix_hash_size(), 1);
  EXPECT_EQ(DigestOf("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17").suffix_hash_size(), 3);
}

TEST(FingerprinterTest, ProjectionFollowsLikeness) {
  const v1::Fingerprint a =
      DigestOf("The delta of the river spreads over the plain and feeds the reed beds");
  const v1::Fingerprint near =
      DigestOf("The delta of the river spreads over the marsh and feeds the reed beds");
  const v1::Fingerprint far = DigestOf("Return code 17 means that no such device exists");
  EXPECT_GT(Cosine(a, near), 0.7);
  EXPECT_LT(Cosine(a, far), 0.5);
  EXPECT_GT(EqualBins(a, near), EqualBins(a, far));
}

TEST(FingerprinterTest, ConversationsAreKnownByTheirBeginning) {
  const v1::Fingerprint first = DigestOf("Which bread keeps longest?");
  const v1::Fingerprint second = DigestOf(CallWith(
      {{"user", "Which bread keeps longest?"}, {"assistant", "Rye."}, {"user", "And why?"}}));
  EXPECT_EQ(first.conversation_hash(), second.conversation_hash());
  EXPECT_NE(first.request_hash(), second.request_hash());
  EXPECT_EQ(second.user_turns(), 2u);
  EXPECT_EQ(second.assistant_turns(), 1u);
}

TEST(FingerprinterTest, MarksNeedTwoAspects) {
  EXPECT_FALSE(Has(DigestOf("Which step is the highest in the building?"), v1::MARK_REASONING));
  EXPECT_TRUE(
      Has(DigestOf("Give the reasoning for every step, then the result."), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("请逐步推理，然后给出结果"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("단계마다 생각을 적으세요"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Jelaskan penalaran di setiap langkah"), v1::MARK_REASONING));
  EXPECT_TRUE(Has(DigestOf("Invent twelve varied tasks like these"), v1::MARK_GENERATE_TASKS));
  EXPECT_TRUE(Has(DigestOf("Rate each response and say which is better"), v1::MARK_JUDGE));
  EXPECT_TRUE(Has(DigestOf("Classify it; answer with one word only"), v1::MARK_CLOSED_ANSWER));
}

TEST(FingerprinterTest, SystemMessagesCountForMarks) {
  EXPECT_TRUE(Has(DigestOf(CallWith({{"system", "Always think step by step."}, {"user", "7 x 8"}})),
                  v1::MARK_REASONING));
}

TEST(FingerprinterTest, ScriptIsTheDominantOne) {
  EXPECT_EQ(DigestOf("plain words").script(), v1::SCRIPT_LATIN);
  EXPECT_EQ(DigestOf("如何申请签证 visa").script(), v1::SCRIPT_HAN);
  EXPECT_EQ(DigestOf("как это работает").script(), v1::SCRIPT_CYRILLIC);
}

TEST(FingerprinterTest, CallsWithoutAUserMessageAreDigestedAsFarAsTheyGo) {
  const v1::Fingerprint fingerprint = DigestOf(CallWith({{"system", "Be brief."}}));
  EXPECT_EQ(fingerprint.request_words(), 0u);
  EXPECT_NE(fingerprint.system_hash(), 0u);
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
