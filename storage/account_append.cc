#include "storage/account_append.h"

#include <algorithm>
#include <deque>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "storage/keys.h"

namespace stillwatch::storage {
namespace {

absl::string_view ToView(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Collects values; false if one has no time in front.
class Values {
 public:
  bool Add(const rocksdb::Slice& value) {
    absl::string_view bytes = ToView(value);
    const std::optional<int64_t> time_us = ConsumeAccountHeader(&bytes);
    if (!time_us.has_value()) return false;
    newest_us_ = std::max(newest_us_, *time_us);
    size_ += bytes.size();
    parts_.push_back(bytes);
    return true;
  }

  void JoinTo(std::string* value) const {
    value->clear();
    value->reserve(sizeof newest_us_ + size_);
    AppendAccountHeader(newest_us_, value);
    for (const absl::string_view part : parts_) value->append(part.data(), part.size());
  }

 private:
  int64_t newest_us_ = std::numeric_limits<int64_t>::min();
  size_t size_ = 0;
  std::vector<absl::string_view> parts_;
};

class AccountAppend final : public rocksdb::MergeOperator {
 public:
  bool FullMergeV2(const MergeOperationInput& in, MergeOperationOutput* out) const override {
    Values values;
    if (in.existing_value != nullptr && !values.Add(*in.existing_value)) return false;
    for (const rocksdb::Slice& value : in.operand_list) {
      if (!values.Add(value)) return false;
    }
    values.JoinTo(&out->new_value);
    return true;
  }

  bool PartialMergeMulti(const rocksdb::Slice&, const std::deque<rocksdb::Slice>& operands,
                         std::string* value, rocksdb::Logger*) const override {
    Values values;
    for (const rocksdb::Slice& operand : operands) {
      if (!values.Add(operand)) return false;
    }
    values.JoinTo(value);
    return true;
  }

  const char* Name() const override { return "stillwatch.AccountAppend"; }
};

}  // namespace

std::shared_ptr<rocksdb::MergeOperator> MakeAccountAppend() {
  return std::make_shared<AccountAppend>();
}

}  // namespace stillwatch::storage
