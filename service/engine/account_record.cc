#include "service/engine/account_record.h"

#include <limits>

#include "absl/strings/str_cat.h"
#include "detector/account/account.h"
#include "detector/account/folded_part.h"
#include "detector/assess/assessor.h"
#include "detector/call/stored_call.h"
#include "detector/call/stored_call_codec.h"
#include "detector/policy/policy.h"
#include "stillwatch/v1/policy.pb.h"

namespace stillwatch::service {
namespace {

// A piece: a sequence number, the size of its bytes, both little-endian, and the bytes. Of a call
// the number's highest bit is set, which that of an account never has.
constexpr uint64_t kCallFlag = uint64_t{1} << 63;
constexpr size_t kSequenceBytes = 8;
constexpr size_t kSizeBytes = 4;
constexpr size_t kHeadBytes = kSequenceBytes + kSizeBytes;

struct Piece {
  uint64_t sequence = 0;
  absl::string_view bytes;
};

uint64_t ReadLittleEndian(absl::string_view bytes, size_t count) {
  uint64_t number = 0;
  for (size_t i = count; i > 0; --i) number = number << 8 | static_cast<uint8_t>(bytes[i - 1]);
  return number;
}

void WriteLittleEndian(uint64_t number, size_t count, char* at) {
  for (size_t i = 0; i < count; ++i) at[i] = static_cast<char>(number >> 8 * i);
}

// Room for a head; WriteHead fills it in when the bytes behind it are there. Gives where it is.
size_t AppendHead(std::string* record) {
  record->append(kHeadBytes, '\0');
  return record->size() - kHeadBytes;
}

void WriteHead(size_t at, uint64_t sequence, std::string* record) {
  WriteLittleEndian(sequence, kSequenceBytes, record->data() + at);
  WriteLittleEndian(record->size() - at - kHeadBytes, kSizeBytes,
                    record->data() + at + kSequenceBytes);
}

// Takes the next piece off; false if there is none, or bytes that are none.
bool NextPiece(absl::string_view* record, Piece* piece) {
  if (record->size() < kHeadBytes) return false;
  const uint64_t size = ReadLittleEndian(record->substr(kSequenceBytes), kSizeBytes);
  if (size > record->size() - kHeadBytes) return false;
  piece->sequence = ReadLittleEndian(*record, kSequenceBytes);
  piece->bytes = record->substr(kHeadBytes, size);
  record->remove_prefix(kHeadBytes + size);
  return true;
}

bool NextCall(absl::string_view* record, Piece* call) {
  if (!IsCall(*record) || !NextPiece(record, call)) return false;
  call->sequence &= ~kCallFlag;
  return true;
}

// Of a policy under which no account has calls enough.
const detector::Assessor& NeverAssesses() {
  static const detector::Assessor* const assessor = [] {
    v1::Policy policy = detector::DefaultPolicyProto();
    policy.set_min_calls(std::numeric_limits<int64_t>::max());
    return new detector::Assessor(*detector::Policy::Create(policy));
  }();
  return *assessor;
}

absl::Status Damaged(absl::string_view what, absl::string_view account_id) {
  return absl::DataLossError(
      absl::StrCat(what, " \"", account_id, "\" cannot be read: the bytes are damaged"));
}

}  // namespace

void AppendAccount(const detector::Account& account, uint64_t applied_sequence,
                   std::string* record) {
  const size_t head = AppendHead(record);
  account.AppendTo(record);
  WriteHead(head, applied_sequence, record);
}

void AppendCall(const LoggedCall& call, std::string* record) {
  const size_t head = AppendHead(record);
  detector::AppendCallBytes(detector::FoldedPart(*call.call), record);
  WriteHead(head, call.sequence | kCallFlag, record);
}

bool IsCall(absl::string_view record) {
  return record.size() >= kSequenceBytes &&
         (ReadLittleEndian(record, kSequenceBytes) & kCallFlag) != 0;
}

size_t CountCalls(absl::string_view record) {
  size_t count = 0;
  for (Piece call; NextCall(&record, &call);) ++count;
  return count;
}

absl::Status ReadRecord(absl::string_view account_id, absl::string_view record,
                        detector::Account* account, uint64_t* applied_sequence) {
  Piece piece;
  if (IsCall(record)) {
    account->Reset(account_id);
    *applied_sequence = 0;
  } else {
    if (!NextPiece(&record, &piece)) return Damaged("the stored account", account_id);
    *applied_sequence = piece.sequence;
    if (absl::Status status = account->Read(account_id, piece.bytes); !status.ok()) return status;
  }
  detector::StoredCall call;
  while (NextCall(&record, &piece) && detector::ReadStoredCall(piece.bytes, &call)) {
    // What failed to be written, perhaps, was written again.
    if (piece.sequence < *applied_sequence) continue;
    account->Add(call, NeverAssesses());
    *applied_sequence = piece.sequence + 1;
  }
  return record.empty() ? absl::OkStatus() : Damaged("the stored calls of account", account_id);
}

absl::Status ReadRecord(absl::string_view account_id, absl::string_view record,
                        detector::Account* account) {
  uint64_t applied_sequence;
  return ReadRecord(account_id, record, account, &applied_sequence);
}

}  // namespace stillwatch::service
