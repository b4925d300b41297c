#include "service/normalise/normaliser.h"

#include <functional>
#include <limits>
#include <string>

#include "detector/call/stored_call_codec.h"
#include "gtest/gtest.h"
#include "service/normalise/call_proto.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::service {
namespace {

v1::Call GoodCall() {
  v1::Call call;
  call.set_account_id("acct");
  call.set_request_id("req");
  call.mutable_time()->set_seconds(1'767'571'200);
  call.mutable_time()->set_nanos(128'456'789);
  return call;
}

class NormaliserTest : public testing::Test {
 protected:
  // What is stored borrows from the call.
  std::optional<FieldError> Normalise(const v1::Call& call, detector::StoredCall* stored) {
    ViewOf(call, &view_);
    return normaliser_.Normalise(view_, stored);
  }

  detector::CallView view_;
  Normaliser normaliser_{detector::FingerprintKey{}};
};

TEST_F(NormaliserTest, TheThreeRequiredFieldsAreEnough) {
  const v1::Call call = GoodCall();
  detector::StoredCall stored;
  ASSERT_FALSE(Normalise(call, &stored).has_value());
  EXPECT_EQ(stored.account_id, "acct");
  EXPECT_EQ(stored.time_us, 1'767'571'200'128'456);
  EXPECT_FALSE(stored.has_fingerprint);
  EXPECT_FALSE(stored.has_usage);
}

TEST_F(NormaliserTest, EveryRuleNamesItsField) {
  struct Case {
    const char* field;
    std::function<void(v1::Call*)> spoil;
  };
  const Case cases[] = {
      {"account_id", [](v1::Call* c) { c->clear_account_id(); }},
      {"account_id", [](v1::Call* c) { c->set_account_id(std::string(257, 'x')); }},
      {"request_id", [](v1::Call* c) { c->clear_request_id(); }},
      {"time", [](v1::Call* c) { c->clear_time(); }},
      {"time", [](v1::Call* c) { c->mutable_time()->set_seconds(253'402'300'799); }},
      {"time", [](v1::Call* c) { c->mutable_time()->set_seconds(0); }},
      {"time", [](v1::Call* c) { c->mutable_time()->set_nanos(-1); }},
      {"usage.input_tokens", [](v1::Call* c) { c->mutable_usage()->set_input_tokens(-1); }},
      {"usage.output_tokens",
       [](v1::Call* c) { c->mutable_usage()->set_output_tokens(INT64_MAX); }},
      {"latency_ms", [](v1::Call* c) { c->set_latency_ms(-5); }},
      {"status", [](v1::Call* c) { c->set_status(42); }},
      {"params.temperature", [](v1::Call* c) { c->mutable_params()->set_temperature(-0.1); }},
      {"params.temperature",
       [](v1::Call* c) {
         c->mutable_params()->set_temperature(std::numeric_limits<double>::quiet_NaN());
       }},
      {"params.top_p", [](v1::Call* c) { c->mutable_params()->set_top_p(1.5); }},
      {"params.n", [](v1::Call* c) { c->mutable_params()->set_n(-2); }},
      {"client.asn", [](v1::Call* c) { c->mutable_client()->set_asn(int64_t{1} << 32); }},
      {"messages[1].role",
       [](v1::Call* c) {
         c->add_messages()->set_role("user");
         c->add_messages()->set_role(std::string(65, 'r'));
       }},
  };
  for (const Case& test_case : cases) {
    v1::Call call = GoodCall();
    test_case.spoil(&call);
    detector::StoredCall stored;
    const std::optional<FieldError> error = Normalise(call, &stored);
    ASSERT_TRUE(error.has_value()) << test_case.field;
    EXPECT_EQ(error->field, test_case.field);
    EXPECT_FALSE(error->reason.empty());
  }
}

TEST_F(NormaliserTest, SignatureIgnoresTheSeed) {
  const auto signature = [&](std::function<void(v1::SamplingParams*)> set) {
    v1::Call call = GoodCall();
    set(call.mutable_params());
    detector::StoredCall stored;
    EXPECT_FALSE(Normalise(call, &stored).has_value());
    return stored.params.signature;
  };
  const uint64_t plain = signature([](v1::SamplingParams* p) { p->set_temperature(1); });
  EXPECT_EQ(plain, signature([](v1::SamplingParams* p) {
              p->set_temperature(1);
              p->set_seed(7);
            }));
  EXPECT_NE(plain, signature([](v1::SamplingParams* p) { p->set_top_p(1); }));
  EXPECT_NE(plain, signature([](v1::SamplingParams*) {}));
}

TEST_F(NormaliserTest, TextIsDigestedAndGone) {
  v1::Call call = GoodCall();
  v1::Message* message = call.add_messages();
  message->set_role("user");
  message->set_content("peculiar-sentence about marmalade");
  call.mutable_client()->set_user_agent("peculiar-agent");
  call.set_billing_fingerprint("peculiar-card");
  detector::StoredCall stored;
  ASSERT_FALSE(Normalise(call, &stored).has_value());
  EXPECT_TRUE(stored.has_fingerprint);
  std::string bytes;
  detector::AppendStoredCall(stored, &bytes);
  EXPECT_EQ(bytes.find("peculiar"), std::string::npos);
  EXPECT_EQ(bytes.find("marmalade"), std::string::npos);
}

TEST_F(NormaliserTest, TextsMustBeUtf8ButContentNeedNot) {
  const auto error = [&](absl::string_view detector::CallView::*field, absl::string_view text) {
    ViewOf(GoodCall(), &view_);
    view_.account_id = "acct";
    view_.request_id = "req";
    view_.*field = text;
    detector::StoredCall stored;
    const std::optional<FieldError> found = normaliser_.Normalise(view_, &stored);
    return found.has_value() ? found->field : "";
  };
  using detector::CallView;
  EXPECT_EQ(error(&CallView::account_id, "a\xff"), "account_id");
  EXPECT_EQ(error(&CallView::request_id, "long enough to need more \xc3"), "request_id");
  EXPECT_EQ(error(&CallView::organization_id, "\xed\xa0\x80"), "organization_id");
  EXPECT_EQ(error(&CallView::api_key_id, "\xc0\x80"), "api_key_id");
  EXPECT_EQ(error(&CallView::operation, "\x80"), "operation");
  EXPECT_EQ(error(&CallView::model, "\xff"), "model");
  EXPECT_EQ(error(&CallView::finish_reason, "\xff"), "finish_reason");
  EXPECT_EQ(error(&CallView::billing_fingerprint, "\xff"), "billing_fingerprint");
  EXPECT_EQ(error(&CallView::model, "模型-é-😀"), "");
  view_.model = "";
  view_.client.ip = "\xff";
  detector::StoredCall stored;
  EXPECT_EQ(normaliser_.Normalise(view_, &stored)->field, "client.ip");
  view_.client.ip = "";
  view_.messages.push_back({"user", "broken \xff text"});
  EXPECT_FALSE(normaliser_.Normalise(view_, &stored).has_value());
  EXPECT_EQ(stored.fingerprint.user_turns, 1u);
}

}  // namespace
}  // namespace stillwatch::service
