#include "service/simulate/identity.h"

#include <iterator>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

constexpr const char* kModels[] = {"large-2", "large-2", "medium-3", "medium-3", "small-3"};
constexpr const char* kProgramAgents[] = {"python-sdk/1.14", "python-sdk/1.22", "node-sdk/4.3",
                                          "node-sdk/4.9", "go-http-client/2.0"};
constexpr const char* kPeopleAgents[] = {"desktop-app/2.1 (windows)", "desktop-app/2.1 (macos)",
                                         "mobile-app/5.0 (android)", "web/chromium", "web/gecko"};

struct Network {
  int64_t asn;
  const char* country;
};
// Numbers that are reserved for documentation.
constexpr Network kNetworks[] = {{64496, "US"}, {64497, "DE"}, {64498, "IN"}, {64499, "BR"},
                                 {64500, "JP"}, {64501, "ID"}, {64502, "GB"}, {64503, "MX"}};

constexpr const char* kCountries[] = {"US", "IN", "CN", "BR", "DE", "ID", "JP", "GB", "FR", "KR",
                                      "MX", "RU", "ES", "VN", "TR", "NG", "EG", "PL", "CA", "AR",
                                      "SG", "UA", "SA", "ZA", "NL", "TH", "CO", "PK", "KE", "SE"};

std::string Id(const char* prefix, Random* rng) {
  return absl::StrFormat("%s-%012x", prefix, rng->Next() >> 16);
}

}  // namespace

Identity::Identity(uint64_t seed, bool program, bool wide) : network_(seed), wide_(wide) {
  Random rng(seed);
  account_id_ = Id("acct", &rng);
  key_ = Id("key", &rng);
  organization_ = rng.Chance(0.4) ? Id("org", &rng) : "";
  billing_ = Id("bill", &rng);
  model_ = kModels[rng.Below(std::size(kModels))];
  user_agent_ = program ? kProgramAgents[rng.Below(std::size(kProgramAgents))]
                        : kPeopleAgents[rng.Below(std::size(kPeopleAgents))];
  tls_ = absl::StrFormat("t13d%04x", rng.Below(40));
  addresses_ = static_cast<int>(rng.Between(1, 4));
  if (!wide) return;
  tls_ = absl::StrFormat("t13d%04x", rng.Zipf(3000));
  absl::StrAppend(&user_agent_, ".", rng.Zipf(60));
}

void Identity::Join(uint64_t organization) {
  Random rng(organization);
  organization_ = Id("org", &rng);
  billing_ = Id("bill", &rng);
}

void Identity::Fill(int person, Random* rng, v1::Call* call) const {
  call->set_account_id(account_id_);
  call->set_api_key_id(key_);
  call->set_organization_id(organization_);
  call->set_billing_fingerprint(billing_);
  call->set_operation("chat");
  call->set_model(model_);
  // Each person behind the account has a few addresses of one network.
  Random where(Mix(network_, static_cast<uint64_t>(person)));
  const Network& network = kNetworks[where.Below(std::size(kNetworks))];
  const uint64_t block = where.Below(3);
  const uint64_t host =
      (where.Below(200) + rng->Below(static_cast<uint64_t>(addresses_))) % 254 + 1;
  static constexpr const char* kBlocks[] = {"192.0.2.", "198.51.100.", "203.0.113."};
  v1::Client* client = call->mutable_client();
  client->set_user_agent(user_agent_);
  client->set_tls_fingerprint(tls_);
  if (wide_) {
    // Ranges for documentation and for benchmarks; numbers for private use.
    const uint64_t net = where.Below(1 << 16);
    client->set_ip(where.Chance(0.4)
                       ? absl::StrFormat("2001:db8:%x:%x::%x", net, net * 31 % 65521, host)
                       : absl::StrCat("198.", 18 + net % 2, ".", net / 2 % 256, ".", host));
    client->set_asn(4200000000 + static_cast<int64_t>(where.Zipf(5000)));
    client->set_country(kCountries[where.Zipf(std::size(kCountries))]);
    return;
  }
  client->set_ip(absl::StrCat(kBlocks[block], host));
  client->set_asn(network.asn);
  client->set_country(network.country);
}

}  // namespace stillwatch::simulate
