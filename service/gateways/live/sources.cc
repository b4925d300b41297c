#include "service/gateways/live/sources.h"

#include "service/normalise/utf8.h"

namespace stillwatch::gateways {
namespace {

constexpr size_t kMostSources = 100;
constexpr size_t kLongestName = 64;
constexpr char kOthers[] = "other";

}  // namespace

std::shared_ptr<SourceCounters> Sources::Of(absl::string_view gateway, absl::string_view name) {
  const bool usable = name.size() <= kLongestName && service::IsUtf8(name);
  std::pair<std::string, std::string> key(gateway, usable ? name : kOthers);
  std::lock_guard lock(mutex_);
  auto found = sources_.find(key);
  if (found == sources_.end()) {
    if (sources_.size() >= kMostSources) key.second = kOthers;
    found = sources_.try_emplace(std::move(key)).first;
    if (found->second == nullptr) found->second = std::make_shared<SourceCounters>();
  }
  return found->second;
}

void Sources::Visit(const std::function<void(const std::string& gateway, const std::string& name,
                                             const SourceCounters&)>& visit) const {
  std::lock_guard lock(mutex_);
  for (const auto& [key, counters] : sources_) visit(key.first, key.second, *counters);
}

}  // namespace stillwatch::gateways
