#include "service/policy_file/baselines_file.h"

#include <google/protobuf/util/json_util.h>

#include <fstream>
#include <iterator>

#include "absl/strings/str_cat.h"
#include "detector/baselines/baselines.h"
#include "stillwatch/v1/baselines.pb.h"

namespace stillwatch::service {

absl::Status ReadBaselines(const std::string& path, v1::Baselines* baselines) {
  std::string json(detector::DefaultBaselinesJson());
  if (!path.empty()) {
    std::ifstream file(path);
    if (!file) return absl::NotFoundError(absl::StrCat("cannot read the baselines ", path));
    json.assign(std::istreambuf_iterator<char>(file), {});
  }
  const auto parsed = google::protobuf::util::JsonStringToMessage(json, baselines);
  if (parsed.ok()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat(path, " holds no baselines in JSON: ", parsed.ToString()));
}

absl::Status WriteBaselines(const v1::Baselines& baselines, const std::string& path) {
  google::protobuf::util::JsonPrintOptions options;
  options.preserve_proto_field_names = true;
  std::string json;
  // Cannot fail: baselines hold nothing that JSON has no form for.
  (void)google::protobuf::util::MessageToJsonString(baselines, &json, options);
  std::string lines;
  for (size_t i = 0; i < json.size(); ++i) {
    lines += json[i];
    if (json[i] == ',' && json[i + 1] == '{') lines += '\n';
  }
  std::ofstream file(path, std::ios::binary);
  file << lines << '\n';
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(
      absl::StrCat("cannot write ", path, "; is the folder there, and may it be written to?"));
}

}  // namespace stillwatch::service
