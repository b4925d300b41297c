#include "service/calibrate/labels.h"

#include <fstream>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace stillwatch::service {
namespace {

constexpr size_t kNone = static_cast<size_t>(-1);

// The fields of a line; none of these files' fields holds a comma or a quote.
std::vector<std::string> Fields(std::string line) {
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return absl::StrSplit(line, ',');
}

size_t Column(const std::vector<std::string>& header, absl::string_view name) {
  for (size_t i = 0; i < header.size(); ++i) {
    if (header[i] == name) return i;
  }
  return kNone;
}

}  // namespace

absl::StatusOr<absl::flat_hash_map<std::string, Label>> LoadLabels(const std::string& path) {
  std::ifstream file(path);
  std::string line;
  if (!file || !std::getline(file, line)) {
    return absl::NotFoundError(absl::StrCat("cannot read the labels ", path));
  }
  const std::vector<std::string> header = Fields(line);
  const size_t account = Column(header, "account_id");
  const size_t kind = Column(header, "label");
  const size_t family = Column(header, "family");
  const size_t campaign = Column(header, "campaign");
  const size_t note = Column(header, "note");
  const size_t source = Column(header, "source");
  if (account == kNone || kind == kNone || family == kNone) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, ": the first line must name the columns account_id, label and family"));
  }
  absl::flat_hash_map<std::string, Label> labels;
  for (int64_t number = 2; std::getline(file, line); ++number) {
    if (line.empty() || line == "\r") continue;
    const std::vector<std::string> fields = Fields(line);
    if (fields.size() != header.size()) {
      return absl::InvalidArgumentError(absl::StrCat(path, ":", number, ": ", fields.size(),
                                                     " fields where the first line has ",
                                                     header.size()));
    }
    if (fields[kind] != "benign" && fields[kind] != "harvest") continue;
    Label label;
    label.harvest = fields[kind] == "harvest";
    label.family = fields[family];
    label.in_campaign = campaign != kNone && !fields[campaign].empty();
    // A note that repeats the account tells nothing.
    if (note != kNone && !fields[note].empty() && fields[note] != fields[account]) {
      absl::StrAppend(&label.family, "/", fields[note]);
    }
    label.source = source != kNone && !fields[source].empty() ? fields[source] : label.family;
    if (!labels.emplace(fields[account], std::move(label)).second) {
      return absl::InvalidArgumentError(
          absl::StrCat(path, ":", number, ": the account \"", fields[account], "\" a second time"));
    }
  }
  return labels;
}

}  // namespace stillwatch::service
