#include <signal.h>
#include <sys/mount.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "storage/store.h"
#include "tests/process/process.h"

// dump, verify, backup and restore on the store of a server that has ended.

namespace stillwatch::tests {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::Not;

class StoreCommands : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = NewFolder("store-commands");
    store_ = folder_ + "/store";
    key_ = folder_ + "/key";
    Simulate(folder_ + "/log", "1");
    Fill(folder_ + "/log");
  }

  static void Simulate(const std::string& folder, const std::string& seed) {
    ASSERT_EQ(RunStillwatch({"simulate", folder, "--families", "reasoning,chat", "--scale", "0.1",
                             "--days", "5", "--seed", seed})
                  .exit_code,
              0);
  }

  // Serves a log and ends; by a kill when the state is to lag behind.
  void Fill(const std::string& log, int signal = SIGTERM) {
    TestServer server(store_, key_);
    ASSERT_TRUE(server.started());
    ASSERT_EQ(
        RunStillwatch({"ingest", log + "/calls.jsonl.zst", "--server", server.address()}).exit_code,
        0);
    server.process().Signal(signal);
    server.process().Wait();
  }

  Output Verify(const std::string& store, std::vector<std::string> more = {}) {
    std::vector<std::string> arguments = {"verify", "--store", store, "--key-file", key_};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return RunStillwatch(arguments);
  }

  // Everything that a store holds.
  static std::string Dump(const std::string& store) {
    std::string all;
    for (const char* what : {"calls", "accounts", "findings"}) {
      const Output dump = RunStillwatch({"dump", "--store", store, "--what", what});
      EXPECT_EQ(dump.exit_code, 0) << dump.err;
      EXPECT_FALSE(dump.out.empty());
      all += dump.out;
    }
    return all;
  }

  static std::string Listing(const std::string& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) {
      names.push_back(entry.path().filename().string() + " " + std::to_string(entry.file_size()));
    }
    std::sort(names.begin(), names.end());
    std::string all;
    for (const std::string& name : names) all += name + "\n";
    return all;
  }

  std::string folder_, store_, key_;
};

TEST_F(StoreCommands, DumpShowsWhatIsThere) {
  const Output calls = RunStillwatch({"dump", "--store", store_, "--from", "5", "--limit", "3"});
  ASSERT_EQ(calls.exit_code, 0) << calls.err;
  std::istringstream lines(calls.out);
  std::string line;
  for (int sequence = 5; sequence < 8; ++sequence) {
    ASSERT_TRUE(std::getline(lines, line));
    const nlohmann::json call = nlohmann::json::parse(line);
    EXPECT_EQ(call["sequence"], sequence);
    EXPECT_TRUE(call.contains("account_id"));
  }
  EXPECT_FALSE(std::getline(lines, line));
  const Output finding =
      RunStillwatch({"dump", "--store", store_, "--what", "findings", "--limit", "1"});
  EXPECT_THAT(finding.out, HasSubstr("findings/fnd-"));
}

TEST_F(StoreCommands, ABackupRestoredIsTheSameStore) {
  const std::string backups = folder_ + "/backups", restored = folder_ + "/restored";
  const std::string first = Dump(store_);
  ASSERT_EQ(RunStillwatch({"backup", "--store", store_, backups}).exit_code, 0);
  Simulate(folder_ + "/more", "2");
  Fill(folder_ + "/more");
  const std::string second = Dump(store_);
  ASSERT_NE(first, second);
  const Output made = RunStillwatch({"backup", "--store", store_, backups, "-o", "json"});
  EXPECT_EQ(nlohmann::json::parse(made.out)["id"], 2);
  const Output list = RunStillwatch({"backup", "list", backups});
  EXPECT_EQ(std::count(list.out.begin(), list.out.end(), '\n'), 3) << list.out;

  const Output newest = RunStillwatch({"restore", backups, restored});
  ASSERT_EQ(newest.exit_code, 0) << newest.err;
  EXPECT_EQ(Dump(restored), second);
  EXPECT_EQ(Verify(restored).exit_code, 0);
  ASSERT_EQ(RunStillwatch({"restore", backups, restored + "-1", "--id", "1"}).exit_code, 0);
  EXPECT_EQ(Dump(restored + "-1"), first);

  const Output again = RunStillwatch({"restore", backups, restored});
  EXPECT_EQ(again.exit_code, 1);
  EXPECT_THAT(again.err, HasSubstr("not an empty folder"));
  EXPECT_THAT(RunStillwatch({"restore", backups, restored + "-9", "--id", "9"}).err,
              HasSubstr("has no backup 9; it has 1, 2"));
  EXPECT_THAT(RunStillwatch({"backup", "list", folder_}).err, HasSubstr("no backups"));
  EXPECT_THAT(RunStillwatch({"backup", "--store", store_, folder_ + "/log"}).err,
              HasSubstr("holds other things"));
  EXPECT_EQ(RunStillwatch({"backup", "--store", store_}).exit_code, 2);
}

TEST_F(StoreCommands, ADamagedBackupIsNotRestored) {
  const std::string backups = folder_ + "/backups", restored = folder_ + "/restored";
  ASSERT_EQ(RunStillwatch({"backup", "--store", store_, backups}).exit_code, 0);
  for (const auto& entry : fs::recursive_directory_iterator(backups)) {
    if (entry.path().extension() != ".sst") continue;
    std::fstream file(entry.path(), std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(100);
    file.write("damage", 6);
  }
  const Output output = RunStillwatch({"restore", backups, restored});
  EXPECT_EQ(output.exit_code, 1);
  EXPECT_THAT(output.err, HasSubstr("is damaged"));
  EXPECT_FALSE(fs::exists(restored));
}

TEST_F(StoreCommands, AGoodStoreIsVerifiedAndLeftAsItWas) {
  // A state that lags behind is good as well.
  Simulate(folder_ + "/more", "2");
  Fill(folder_ + "/more", SIGKILL);
  const std::string before = Listing(store_), around = Listing(folder_ + "/log");
  const Output output = Verify(store_);
  EXPECT_EQ(output.exit_code, 0) << output.out << output.err;
  EXPECT_THAT(output.out, HasSubstr("the store is good"));
  EXPECT_EQ(Listing(store_), before);
  for (const auto& entry : fs::directory_iterator(folder_)) {
    EXPECT_THAT(entry.path().filename().string(), Not(HasSubstr("stillwatch-verify")));
  }
  const nlohmann::json json = nlohmann::json::parse(Verify(store_, {"-o", "json"}).out);
  EXPECT_TRUE(json["good"]);
  EXPECT_GT(json["calls"], 100);
  EXPECT_EQ(json["accounts"], json["same"]);
}

TEST_F(StoreCommands, AProfileThatWasTamperedWithIsNamed) {
  std::string victim;
  {
    auto store = *storage::Store::Open({.path = store_});
    storage::StateUpdate update;
    ASSERT_TRUE(store
                    ->ListAccounts("",
                                   [&](absl::string_view id, absl::string_view bytes) {
                                     victim = std::string(id);
                                     update.accounts = {{victim, std::string(bytes), 0, false}};
                                     return false;
                                   })
                    .ok());
    // One number of its profile: behind the sequence number, the version and the case.
    std::string& bytes = update.accounts[0].bytes;
    ASSERT_GT(bytes.size(), 100u);
    bytes[72] = static_cast<char>(bytes[72] ^ 1);
    ASSERT_TRUE(store->WriteState(update).ok());
  }
  const Output output = Verify(store_);
  EXPECT_EQ(output.exit_code, 1) << output.out;
  EXPECT_THAT(output.out, HasSubstr("account " + victim + " is not what its calls give"))
      << output.err;
}

TEST_F(StoreCommands, ADamagedFileIsNamed) {
  std::string largest;
  uintmax_t size = 0;
  for (const auto& entry : fs::directory_iterator(store_)) {
    if (entry.path().extension() != ".sst" || entry.file_size() <= size) continue;
    size = entry.file_size();
    largest = entry.path().string();
  }
  if (largest.empty()) {
    // All was in the write-ahead log; a backup puts it into files.
    ASSERT_EQ(RunStillwatch({"backup", "--store", store_, folder_ + "/backups"}).exit_code, 0);
    for (const auto& entry : fs::directory_iterator(store_)) {
      if (entry.path().extension() == ".sst" && entry.file_size() > 10000) {
        largest = entry.path().string();
      }
    }
  }
  ASSERT_FALSE(largest.empty());
  std::fstream file(largest, std::ios::in | std::ios::out | std::ios::binary);
  file.seekp(5000);
  file.write("damage", 6);
  file.close();
  const Output output = Verify(store_);
  EXPECT_EQ(output.exit_code, 1);
  EXPECT_THAT(output.out + output.err, HasSubstr(fs::path(largest).filename().string()));
  EXPECT_THAT(output.out, HasSubstr("damaged: "));
}

TEST_F(StoreCommands, NoneWorksBesideAServerOrWithoutAStore) {
  TestServer server(store_, key_);
  ASSERT_TRUE(server.started());
  const std::string none = folder_ + "/none";
  for (const std::string command : {"dump", "verify", "backup"}) {
    std::vector<std::string> arguments = {command, "--store", store_};
    if (command == "verify") arguments.insert(arguments.end(), {"--key-file", key_});
    if (command == "backup") arguments.push_back(folder_ + "/backups");
    const Output busy = RunStillwatch(arguments);
    EXPECT_EQ(busy.exit_code, 1) << command;
    EXPECT_THAT(busy.err, HasSubstr("open in another process")) << command;
    arguments[2] = none;
    const Output missing = RunStillwatch(arguments);
    EXPECT_EQ(missing.exit_code, 1) << command;
    EXPECT_THAT(missing.err, HasSubstr("no store at " + none)) << command;
    EXPECT_FALSE(fs::exists(none));
  }
  EXPECT_THAT(RunStillwatch({"verify", "--store", store_, "--key-file", none}).err,
              HasSubstr("no fingerprint key at " + none));
  EXPECT_FALSE(fs::exists(none));
}

TEST_F(StoreCommands, AStoreThatCannotBeWrittenCanBeReadAndVerified) {
  if (mount(store_.c_str(), store_.c_str(), nullptr, MS_BIND, nullptr) != 0) {
    GTEST_SKIP() << "nothing can be mounted here: " << std::strerror(errno);
  }
  if (mount(nullptr, store_.c_str(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) != 0) {
    umount(store_.c_str());
    GTEST_SKIP() << "nothing can be mounted read-only here: " << std::strerror(errno);
  }
  const Output dump = RunStillwatch({"dump", "--store", store_, "--limit", "1"});
  const Output verify = Verify(store_);
  const Output serve = RunStillwatch({"serve", "--store", store_, "--key-file", key_, "--address",
                                      "127.0.0.1:0", "--metrics-address", ""});
  umount(store_.c_str());
  EXPECT_EQ(dump.exit_code, 0) << dump.err;
  EXPECT_EQ(verify.exit_code, 0) << verify.out << verify.err;
  EXPECT_EQ(serve.exit_code, 1);
  EXPECT_THAT(serve.err, HasSubstr("Read-only file system"));
}

TEST(ServeOptions, MemoryAndTimesAreChecked) {
  for (const std::vector<std::string>& wrong : {std::vector<std::string>{"--memory-limit", "5"},
                                                {"--memory-limit", "1GB"},
                                                {"--keep-calls", "90"},
                                                {"--keep-calls", "1m"},
                                                {"--keep-idle-accounts", "-1d"}}) {
    const Output output = RunStillwatch({"serve", wrong[0], wrong[1]});
    EXPECT_EQ(output.exit_code, 2) << wrong[0] << wrong[1];
    EXPECT_THAT(output.err, HasSubstr(wrong[0])) << output.err;
  }
}

}  // namespace
}  // namespace stillwatch::tests
