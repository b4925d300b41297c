#include "service/simulate/dataset.h"

#include <zstd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <system_error>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/time.h"
#include "service/input/call_json_writer.h"
#include "service/simulate/simulation.h"
#include "stillwatch/v1/call.pb.h"

namespace stillwatch::simulate {
namespace {

constexpr size_t kBuffer = 1 << 20;

// A file compressed with zstd.
class ZstdFile {
 public:
  explicit ZstdFile(const std::string& path)
      : path_(path),
        file_(path, std::ios::binary | std::ios::trunc),
        stream_(ZSTD_createCStream()) {}
  ~ZstdFile() { ZSTD_freeCStream(stream_); }
  ZstdFile(const ZstdFile&) = delete;
  ZstdFile& operator=(const ZstdFile&) = delete;

  std::string& buffer() { return buffer_; }
  void FlushIfFull() {
    if (buffer_.size() >= kBuffer) Compress(ZSTD_e_continue);
  }
  absl::Status Close() {
    Compress(ZSTD_e_end);
    file_.close();
    if (file_) return absl::OkStatus();
    return absl::UnavailableError(absl::StrCat("cannot write ", path_, ": is the disk full?"));
  }

 private:
  void Compress(ZSTD_EndDirective mode) {
    ZSTD_inBuffer in = {buffer_.data(), buffer_.size(), 0};
    std::vector<char> bytes(ZSTD_CStreamOutSize());
    size_t left = 0;
    do {
      ZSTD_outBuffer out = {bytes.data(), bytes.size(), 0};
      left = ZSTD_compressStream2(stream_, &out, &in, mode);
      file_.write(bytes.data(), static_cast<std::streamsize>(out.pos));
    } while (in.pos < in.size || (mode == ZSTD_e_end && left != 0 && !ZSTD_isError(left)));
    buffer_.clear();
  }

  const std::string path_;
  std::ofstream file_;
  ZSTD_CStream* const stream_;
  std::string buffer_;
};

std::string TimeOrNothing(int64_t time_us) {
  if (time_us == 0) return "";
  return absl::FormatTime("%Y-%m-%dT%H:%M:%E3SZ", absl::FromUnixMicros(time_us),
                          absl::UTCTimeZone());
}

absl::Status WriteLabels(const Simulation& simulation, const std::string& path) {
  std::ofstream file(path, std::ios::trunc);
  file << "account_id,label,family,campaign,cover,calls,harvest_calls,first_harvest,note\n";
  for (const AccountLabel& label : simulation.labels()) {
    file << label.account_id << (label.harvests ? ",harvest," : ",benign,") << label.family << ","
         << label.campaign << "," << absl::StrFormat("%g", label.cover) << "," << label.calls << ","
         << label.harvest_calls << "," << TimeOrNothing(label.first_harvest_us) << ","
         << (label.campaign.empty() ? label.account_id : label.campaign) << "\n";
  }
  file.close();
  if (file) return absl::OkStatus();
  return absl::UnavailableError(absl::StrCat("cannot write ", path));
}

}  // namespace

absl::StatusOr<int64_t> WriteDataset(
    Simulation* simulation, const std::string& folder,
    const std::function<void(double share, int64_t calls)>& progress) {
  std::error_code error;
  std::filesystem::create_directories(folder, error);
  if (error) {
    return absl::UnavailableError(
        absl::StrCat("cannot make the folder ", folder, ": ", error.message()));
  }
  ZstdFile calls(folder + "/calls.jsonl.zst");
  ZstdFile truths(folder + "/truth.csv.zst");
  truths.buffer() = "request_id,account_id,harvest,campaign\n";
  v1::Call call;
  Truth truth;
  int64_t count = 0;
  for (; simulation->Next(&call, &truth); ++count) {
    input::AppendCallJson(call, &calls.buffer());
    calls.buffer() += '\n';
    calls.FlushIfFull();
    absl::StrAppend(&truths.buffer(), call.request_id(), ",", call.account_id(), ",",
                    truth.harvest ? "1," : "0,", truth.campaign, "\n");
    truths.FlushIfFull();
    if (progress) progress(simulation->progress(), count);
  }
  absl::Status status = calls.Close();
  if (status.ok()) status = truths.Close();
  if (status.ok()) status = WriteLabels(*simulation, folder + "/labels.csv");
  if (!status.ok()) return status;
  return count;
}

}  // namespace stillwatch::simulate
