#include "service/input/rfc3339.h"

#include <chrono>
#include <cstddef>

namespace stillwatch::input {
namespace {

constexpr int64_t kDaySeconds = 86'400;
constexpr int64_t kFirstSecond = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr int64_t kLastSecond = 253'402'300'799;   // 9999-12-31T23:59:59Z
constexpr size_t kFractionAt = 19;                 // Behind YYYY-MM-DDTHH:MM:SS.

// The number that the `count` digits at `at` make; -1 if one of them is not a digit.
int Digits(const char* at, int count) {
  int value = 0;
  for (int i = 0; i < count; ++i) {
    const unsigned digit = static_cast<unsigned char>(at[i]) - unsigned{'0'};
    if (digit > 9) return -1;
    value = value * 10 + static_cast<int>(digit);
  }
  return value;
}

// Reads ".123" from the front of `text`, if it is there.
bool TakeFraction(absl::string_view* text, int32_t* nanos) {
  *nanos = 0;
  if (text->empty() || text->front() != '.') return true;
  text->remove_prefix(1);
  int digits = 0;
  int32_t scale = 100'000'000;
  for (; !text->empty() && text->front() >= '0' && text->front() <= '9'; ++digits) {
    *nanos += (text->front() - '0') * scale;
    scale /= 10;
    text->remove_prefix(1);
  }
  return digits >= 1 && digits <= 9;
}

// Reads "Z" or "+01:00", which must be all of `text`.
bool ReadOffset(absl::string_view text, int64_t* seconds) {
  *seconds = 0;
  if (text == "Z" || text == "z") return true;
  if (text.size() != 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return false;
  const int hours = Digits(text.data() + 1, 2);
  const int minutes = Digits(text.data() + 4, 2);
  if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return false;
  *seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
  return true;
}

void AppendDigits(int64_t value, int count, std::string* out) {
  const size_t start = out->size();
  out->resize(start + static_cast<size_t>(count));
  for (int i = count - 1; i >= 0; --i, value /= 10) {
    (*out)[start + static_cast<size_t>(i)] = static_cast<char>('0' + value % 10);
  }
}

}  // namespace

bool ParseRfc3339(absl::string_view text, TimePoint* time) {
  if (text.size() <= kFractionAt) return false;
  const char* const at = text.data();
  if (at[4] != '-' || at[7] != '-' || (at[10] != 'T' && at[10] != 't') || at[13] != ':' ||
      at[16] != ':') {
    return false;
  }
  const int year = Digits(at, 4), month = Digits(at + 5, 2), day = Digits(at + 8, 2);
  const int hour = Digits(at + 11, 2), minute = Digits(at + 14, 2), second = Digits(at + 17, 2);
  if (year < 0 || month < 0 || day < 0) return false;
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 60) return false;
  const std::chrono::year_month_day date(std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)});
  if (!date.ok()) return false;

  int64_t offset;
  text.remove_prefix(kFractionAt);
  if (!TakeFraction(&text, &time->nanos) || !ReadOffset(text, &offset)) return false;
  time->seconds = std::chrono::sys_days(date).time_since_epoch().count() * kDaySeconds +
                  hour * 3600 + minute * 60 + second - offset;
  if (second == 60 && time->seconds % kDaySeconds != 0) return false;
  return time->seconds >= kFirstSecond && time->seconds <= kLastSecond;
}

bool AppendRfc3339(const TimePoint& time, std::string* out) {
  if (time.seconds < kFirstSecond || time.seconds > kLastSecond) return false;
  if (time.nanos < 0 || time.nanos > 999'999'999) return false;
  const std::chrono::sys_seconds point{std::chrono::seconds(time.seconds)};
  const auto day = std::chrono::floor<std::chrono::days>(point);
  const std::chrono::year_month_day date(day);
  const int64_t second = (point - day).count();
  AppendDigits(int{date.year()}, 4, out);
  out->push_back('-');
  AppendDigits(unsigned{date.month()}, 2, out);
  out->push_back('-');
  AppendDigits(unsigned{date.day()}, 2, out);
  out->push_back('T');
  AppendDigits(second / 3600, 2, out);
  out->push_back(':');
  AppendDigits(second / 60 % 60, 2, out);
  out->push_back(':');
  AppendDigits(second % 60, 2, out);
  if (time.nanos != 0) {
    const int digits = time.nanos % 1'000'000 == 0 ? 3 : time.nanos % 1'000 == 0 ? 6 : 9;
    const int32_t unit = digits == 3 ? 1'000'000 : digits == 6 ? 1'000 : 1;
    out->push_back('.');
    AppendDigits(time.nanos / unit, digits, out);
  }
  out->push_back('Z');
  return true;
}

}  // namespace stillwatch::input
