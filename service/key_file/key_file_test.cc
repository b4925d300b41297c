#include "service/key_file/key_file.h"

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/store.h"

namespace stillwatch::service {
namespace {

using ::testing::HasSubstr;

std::string Folder(const char* name) {
  const std::string path = absl::StrCat(::testing::TempDir(), "/key-", name);
  std::filesystem::remove_all(path);
  return path;
}

TEST(KeyFile, IsMadeOnceAndReadableByItsOwnerOnly) {
  const std::string path = Folder("made") + "/deep/fingerprint.key";
  const auto first = LoadOrCreateKey(path);
  ASSERT_TRUE(first.ok()) << first.status();
  EXPECT_EQ(LoadOrCreateKey(path)->bytes, first->bytes);
  struct stat info = {};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_NE(LoadOrCreateKey(Folder("other") + "/k")->bytes, first->bytes);
}

TEST(KeyFile, AnythingElseIsRefused) {
  const std::string path = Folder("wrong");
  std::ofstream(path) << "00ff";
  EXPECT_THAT(std::string(LoadOrCreateKey(path).status().message()),
              HasSubstr("64 hexadecimal digits"));
  EXPECT_THAT(std::string(LoadOrCreateKey("/proc/no/key").status().message()),
              HasSubstr("--key-file"));
}

TEST(KeyFile, AStoreKeepsToItsKey) {
  auto store = *storage::Store::Open({.path = Folder("store")});
  detector::FingerprintKey one, two;
  one.bytes.fill(1);
  two.bytes.fill(2);
  EXPECT_TRUE(BindKey(one, "k", store.get()).ok());
  EXPECT_TRUE(BindKey(one, "k", store.get()).ok());
  EXPECT_EQ(BindKey(two, "k", store.get()).code(), absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace stillwatch::service
