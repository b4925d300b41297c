#ifndef STILLWATCH_SERVICE_PRESENT_TABLE_H_
#define STILLWATCH_SERVICE_PRESENT_TABLE_H_

#include <cstddef>
#include <string>
#include <vector>

namespace stillwatch::service {

// A table for a terminal: columns two spaces apart under a line of headings.
class Table {
 public:
  enum Align { kLeft, kRight };
  struct Column {
    std::string heading;
    Align align = kLeft;
  };

  explicit Table(std::vector<Column> columns);

  // As many cells as there are columns.
  void AddRow(std::vector<std::string> cells);

  // Lines are at most `width` columns wide, 0 meaning any: the last column gives way, then nothing
  // does.
  std::string Render(size_t width) const;

 private:
  std::vector<Column> columns_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_TABLE_H_
