#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "service/command/command.h"
#include "service/policy_file/policy_file.h"

namespace stillwatch::service {

void AddPolicy(CLI::App* app, CommandContext* context) {
  CLI::App* policy = app->add_subcommand("policy", "Thresholds and weights");
  policy->require_subcommand(1);
  policy->add_subcommand("default", "Print the default policy, to begin an own one with")
      ->callback([] { std::printf("%s", DefaultPolicyJson().c_str()); });
  auto file = std::make_shared<std::string>();
  AddBacktest(policy, context);
  CLI::App* check = policy->add_subcommand("check", "Check a policy file");
  check->add_option("file", *file, "The policy in JSON")->required();
  check->callback([file, context] {
    const auto loaded = LoadPolicy(*file);
    if (!loaded.ok()) {
      context->exit_code = Fail(loaded.status());
      return;
    }
    std::printf("%s is good: policy %s\n", file->c_str(), loaded->version().c_str());
  });
}

}  // namespace stillwatch::service
