#ifndef STILLWATCH_SERVICE_SIMULATE_IDENTITY_H_
#define STILLWATCH_SERVICE_SIMULATE_IDENTITY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "service/simulate/random.h"

namespace stillwatch::v1 {
class Call;
}

namespace stillwatch::simulate {

// Who an account seems to be. Says nothing of whether it harvests.
class Identity {
 public:
  // `wide`: out of a world with many addresses, networks and clients, where strangers hardly
  // share one.
  Identity(uint64_t seed, bool program, bool wide);

  const std::string& account_id() const { return account_id_; }
  const std::string& model() const { return model_; }
  // As one of an organisation's keys: declared, and paid for together.
  void Join(uint64_t organization);
  void UseModel(const std::string& model) { model_ = model; }
  // Everything of the call that tells where it came from. `person`: which of several behind the
  // account.
  void Fill(int person, Random* rng, v1::Call* call) const;

 private:
  std::string account_id_;
  std::string key_;
  std::string organization_;
  std::string billing_;
  std::string model_;
  std::string user_agent_;
  std::string tls_;
  const uint64_t network_;
  const bool wide_;
  int addresses_;
};

}  // namespace stillwatch::simulate

#endif  // STILLWATCH_SERVICE_SIMULATE_IDENTITY_H_
