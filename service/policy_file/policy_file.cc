#include "service/policy_file/policy_file.h"

#include <google/protobuf/util/json_util.h>

#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "service/policy_file/baselines_file.h"
#include "stillwatch/v1/baselines.pb.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::service {

absl::StatusOr<detector::Baselines> LoadBaselines(const std::string& path) {
  v1::Baselines proto;
  const absl::Status read = ReadBaselines(path, &proto);
  if (!read.ok()) return read;
  absl::StatusOr<detector::Baselines> checked = detector::Baselines::Create(proto);
  if (checked.ok()) return checked;
  return absl::InvalidArgumentError(
      absl::StrCat(path.empty() ? "" : absl::StrCat(path, ": "), checked.status().message()));
}

absl::StatusOr<detector::Policy> LoadPolicy(const std::string& path) {
  if (path.empty()) return detector::Policy::Default();
  std::ifstream file(path);
  if (!file) return absl::NotFoundError(absl::StrCat("cannot read the policy ", path));
  const std::string json(std::istreambuf_iterator<char>(file), {});
  v1::Policy policy;
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, &policy);
  if (!parsed.ok()) {
    return absl::InvalidArgumentError(
        absl::StrCat(path, " is not a policy in JSON: ", parsed.ToString()));
  }
  absl::StatusOr<detector::Policy> checked = detector::Policy::Create(policy);
  if (checked.ok() && !policy.baselines_file().empty()) {
    const std::filesystem::path file_path =
        std::filesystem::path(path).parent_path() / policy.baselines_file();
    absl::StatusOr<detector::Baselines> baselines = LoadBaselines(file_path.string());
    if (!baselines.ok()) return baselines.status();
    checked->UseBaselines(std::make_shared<const detector::Baselines>(*std::move(baselines)));
  }
  if (checked.ok()) return checked;
  return absl::InvalidArgumentError(absl::StrCat(path, ": ", checked.status().message()));
}

std::string DefaultPolicyJson() {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  options.add_whitespace = true;
  std::string json;
  // Cannot fail: a policy holds nothing that JSON has no form for.
  (void)google::protobuf::util::MessageToJsonString(detector::DefaultPolicyProto(), &json, options);
  return json;
}

}  // namespace stillwatch::service
