#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <optional>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/time/time.h"
#include "service/command/command.h"
#include "service/present/format.h"
#include "service/present/progress.h"
#include "service/present/table.h"
#include "service/simulate/dataset.h"
#include "service/simulate/families/catalogue.h"
#include "service/simulate/scenarios.h"
#include "service/simulate/simulation.h"

namespace stillwatch::service {
namespace {

struct SimulateCommand {
  std::string folder;
  std::string start;
  bool without_text = false;
  bool list_families = false;
  simulate::SimulationOptions options;
};

int ListFamilies() {
  Table table({{"NAME"}, {"MIX"}, {"KIND"}, {"ACCOUNTS", Table::kRight}, {"WHAT THEY DO"}});
  for (const simulate::Family& family : simulate::Families()) {
    const char* mix = family.use == simulate::Use::kBasic      ? "basic"
                      : family.use == simulate::Use::kOrdinary ? "ordinary"
                                                               : "harvests";
    table.AddRow({family.name, mix, family.harvests ? "harvest" : "ordinary",
                  absl::StrCat(family.accounts), family.description});
  }
  for (const simulate::Scenario& scenario : simulate::Scenarios()) {
    const char* mix = !scenario.in_mix ? "by name" : scenario.harvests ? "campaigns" : "controls";
    table.AddRow({scenario.name, mix, scenario.harvests ? "campaign" : "control",
                  absl::StrCat(scenario.members), scenario.description});
  }
  std::printf("%s", table.Render(0).c_str());
  return kDone;
}

int Simulate(SimulateCommand command) {
  if (command.list_families) return ListFamilies();
  if (command.folder.empty()) {
    PrintError("say where to write: stillwatch simulate FOLDER");
    return kUsage;
  }
  command.options.text = !command.without_text;
  if (!command.start.empty()) {
    absl::Time start;
    std::string error;
    if (!absl::ParseTime("%Y-%m-%d", command.start, &start, &error)) {
      PrintError(absl::StrCat("--start is \"", command.start,
                              "\"; it must be a day such as "
                              "2026-01-05"));
      return kUsage;
    }
    command.options.start_us = absl::ToUnixMicros(start);
  }
  const auto simulation = simulate::Simulation::Create(command.options);
  if (!simulation.ok()) {
    Fail(simulation.status());
    return kUsage;
  }
  std::optional<ProgressBar> bar(std::in_place, "simulating", 1000);
  const auto calls =
      simulate::WriteDataset(simulation->get(), command.folder, [&](double share, int64_t count) {
        if (count % 256 != 0) return;
        bar->Update(static_cast<int64_t>(1000 * share), absl::StrCat(Grouped(count), " calls"));
      });
  bar.reset();
  if (!calls.ok()) return Fail(calls.status());
  int64_t harvesting = 0;
  for (const simulate::AccountLabel& label : (*simulation)->labels()) {
    harvesting += label.harvests ? 1 : 0;
  }
  std::printf("%s calls of %s accounts, %s of them harvesting, in %s\n", Grouped(*calls).c_str(),
              Grouped(static_cast<int64_t>((*simulation)->labels().size())).c_str(),
              Grouped(harvesting).c_str(), command.folder.c_str());
  return kDone;
}

}  // namespace

void AddSimulate(CLI::App* app, CommandContext* context) {
  CLI::App* command = app->add_subcommand(
      "simulate", "Write a labelled log of ordinary and harvesting traffic, to try things on");
  auto options = std::make_shared<SimulateCommand>();
  simulate::SimulationOptions& simulated = options->options;
  command->add_option("folder", options->folder,
                      "Where to write calls.jsonl.zst, labels.csv and truth.csv.zst");
  command->add_option("--seed", simulated.seed, "Equal seeds give equal logs")
      ->capture_default_str();
  command->add_option("--days", simulated.days, "How long")->capture_default_str();
  command->add_option("--start", options->start, "First day; 2026-01-05 if not given");
  command->add_option("--scale", simulated.scale, "Times the usual number of accounts of a family")
      ->capture_default_str();
  command
      ->add_option("--mix", simulated.mixes,
                   absl::StrCat("What takes part: ", absl::StrJoin(simulate::MixNames(), ", ")))
      ->delimiter(',')
      ->capture_default_str();
  command
      ->add_option("--families", simulated.families,
                   "Only these families and scenarios of --list-families, with commas between")
      ->delimiter(',');
  command->add_option(
      "--cover", simulated.cover,
      "Share of ordinary calls that harvesters mix in, 0 to 0.95; if not given, as the mix has it");
  command->add_option("--members", simulated.members,
                      "Accounts of each campaign and control; if not given, as many as it says");
  command
      ->add_option("--relay", simulated.relay,
                   absl::StrCat("How campaigns deal out their items: ",
                                absl::StrJoin(simulate::RelayNames(), ", ")))
      ->capture_default_str();
  command
      ->add_option("--textless", simulated.textless,
                   "Share of accounts without text, outside the basic mix")
      ->capture_default_str();
  command->add_option("--texts", simulated.texts,
                      "Folder of texts to draw from beside the word lists, in files named "
                      "LANGUAGE.KIND.SUBJECT.txt (see docs/simulator.md)");
  command->add_flag("--without-text", options->without_text, "Leave the messages out");
  command->add_flag("--list-families", options->list_families, "Print what there is and stop");
  command->callback([options, context] { context->exit_code = Simulate(*options); });
}

}  // namespace stillwatch::service
