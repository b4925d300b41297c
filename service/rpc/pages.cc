#include "service/rpc/pages.h"

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace stillwatch::service {
namespace {

constexpr int kUsualPage = 100;
constexpr int kLargestPage = 1000;
constexpr absl::string_view kTokenMark = "1:";

}  // namespace

absl::StatusOr<size_t> PageSize(int requested) {
  if (requested == 0) return kUsualPage;
  if (requested < 0 || requested > kLargestPage) {
    return absl::InvalidArgumentError(absl::StrCat("page_size is ", requested, "; it must be 1 to ",
                                                   kLargestPage, ", or 0 for ", kUsualPage));
  }
  return static_cast<size_t>(requested);
}

std::string MakePageToken(absl::string_view position) {
  if (position.empty()) return "";
  return absl::WebSafeBase64Escape(absl::StrCat(kTokenMark, position));
}

absl::StatusOr<std::string> ReadPageToken(absl::string_view token) {
  if (token.empty()) return std::string();
  std::string text;
  if (!absl::WebSafeBase64Unescape(token, &text) || !absl::StartsWith(text, kTokenMark)) {
    return absl::InvalidArgumentError(
        "page_token is not one that a list returned; take next_page_token of the page before");
  }
  return text.substr(kTokenMark.size());
}

absl::StatusOr<std::string> IdInName(absl::string_view name, absl::string_view collection) {
  absl::string_view id = name;
  if (absl::ConsumePrefix(&id, collection) && absl::ConsumePrefix(&id, "/") && !id.empty()) {
    return std::string(id);
  }
  return absl::InvalidArgumentError(
      absl::StrCat("name is \"", name, "\"; it must be \"", collection, "/{id}\""));
}

}  // namespace stillwatch::service
