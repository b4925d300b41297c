#ifndef STILLWATCH_STORAGE_ACCOUNT_APPEND_H_
#define STILLWATCH_STORAGE_ACCOUNT_APPEND_H_

#include <rocksdb/merge_operator.h>

#include <memory>

namespace stillwatch::storage {

// Values of accounts one behind the other: the newest of the times in front, then the bytes of all.
std::shared_ptr<rocksdb::MergeOperator> MakeAccountAppend();

}  // namespace stillwatch::storage

#endif  // STILLWATCH_STORAGE_ACCOUNT_APPEND_H_
