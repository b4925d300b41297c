#include "tests/bench/report.h"

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/str_format.h"
#include "service/present/table.h"

namespace stillwatch::bench {

double Median(std::vector<double> values) {
  if (values.empty()) return 0;
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : (values[middle - 1] + values[middle]) / 2;
}

Report::Cell Report::Text(std::string column, std::string text) {
  return {std::move(column), std::move(text), 0, false};
}

Report::Cell Report::Number(std::string column, double number, int decimals) {
  return {std::move(column), absl::StrFormat("%.*f", decimals, number), number, true};
}

void Report::Add(std::vector<Cell> row) { rows_.push_back(std::move(row)); }

void Report::Note(const std::string& name, double value) { notes_.emplace_back(name, value); }

void Report::Print() const {
  nlohmann::ordered_json json;
  json["bench"] = name_;
  if (!rows_.empty()) {
    std::vector<service::Table::Column> columns;
    for (const Cell& cell : rows_.front()) {
      columns.push_back(
          {cell.column, cell.is_number ? service::Table::kRight : service::Table::kLeft});
    }
    service::Table table(columns);
    for (const std::vector<Cell>& row : rows_) {
      std::vector<std::string> texts;
      nlohmann::ordered_json object;
      for (const Cell& cell : row) {
        texts.push_back(cell.text);
        if (cell.is_number) {
          object[cell.column] = cell.number;
        } else {
          object[cell.column] = cell.text;
        }
      }
      table.AddRow(texts);
      json["rows"].push_back(object);
    }
    std::printf("%s", table.Render(0).c_str());
  }
  for (const auto& [name, value] : notes_) {
    std::printf("%s: %.3g\n", name.c_str(), value);
    json[name] = value;
  }
  std::printf("%s\n", json.dump().c_str());
}

}  // namespace stillwatch::bench
