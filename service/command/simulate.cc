#include <CLI/CLI.hpp>

#include "service/command/command.h"

namespace stillwatch::service {

void AddSimulate(CLI::App*, CommandContext*) {}

}  // namespace stillwatch::service
