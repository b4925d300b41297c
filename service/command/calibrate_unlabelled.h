#ifndef STILLWATCH_SERVICE_COMMAND_CALIBRATE_UNLABELLED_H_
#define STILLWATCH_SERVICE_COMMAND_CALIBRATE_UNLABELLED_H_

#include <string>
#include <vector>

namespace stillwatch::service {

struct UnlabelledOptions {
  std::vector<std::string> logs;
  std::string baselines;  // Whose model stays; the built-in ones if empty.
  std::string key_file;
  std::string output;  // Where to write baselines; nowhere if empty.
  std::string version;
  double budget = 0;
};

// Raises thresholds by the logs' own accounts and prints cohort by cohort what changes. Returns the
// exit code.
int CalibrateUnlabelled(const UnlabelledOptions& options);

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_COMMAND_CALIBRATE_UNLABELLED_H_
