#include "service/present/table.h"

#include <algorithm>
#include <utility>

#include "service/present/format.h"

namespace stillwatch::service {
namespace {

constexpr size_t kGap = 2;
constexpr size_t kNarrowest = 12;

}  // namespace

Table::Table(std::vector<Column> columns) : columns_(std::move(columns)) {}

void Table::AddRow(std::vector<std::string> cells) {
  cells.resize(columns_.size());
  rows_.push_back(std::move(cells));
}

std::string Table::Render(size_t width) const {
  std::vector<size_t> widths;
  size_t sum = 0;
  for (size_t c = 0; c < columns_.size(); ++c) {
    size_t widest = DisplayWidth(columns_[c].heading);
    for (const auto& row : rows_) widest = std::max(widest, DisplayWidth(row[c]));
    widths.push_back(widest);
    sum += widest + (c == 0 ? 0 : kGap);
  }
  if (width > 0 && sum > width) {
    const size_t others = sum - widths.back();
    widths.back() = std::max(kNarrowest, width > others ? width - others : 0);
  }
  std::string out;
  const auto line = [&](const auto& cell_of) {
    std::string text;
    for (size_t c = 0; c < columns_.size(); ++c) {
      const std::string cell = Fit(cell_of(c), widths[c]);
      const std::string pad(widths[c] - std::min(widths[c], DisplayWidth(cell)), ' ');
      if (c > 0) text.append(kGap, ' ');
      text += columns_[c].align == kRight ? pad + cell : cell + pad;
    }
    text.erase(text.find_last_not_of(' ') + 1);
    out += text + "\n";
  };
  line([&](size_t c) { return columns_[c].heading; });
  for (const auto& row : rows_) line([&](size_t c) { return row[c]; });
  return out;
}

}  // namespace stillwatch::service
