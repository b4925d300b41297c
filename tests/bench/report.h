#ifndef STILLWATCH_TESTS_BENCH_REPORT_H_
#define STILLWATCH_TESTS_BENCH_REPORT_H_

#include <string>
#include <vector>

namespace stillwatch::bench {

double Median(std::vector<double> values);

// A benchmark's result: a table for people, then one JSON object on the last line for programs.
class Report {
 public:
  explicit Report(std::string name) : name_(std::move(name)) {}

  // A row of the table and of the JSON object's "rows". Every row has the same columns; text and
  // numbers may be mixed.
  struct Cell {
    std::string column;
    std::string text;
    double number = 0;
    bool is_number = false;
  };
  static Cell Text(std::string column, std::string text);
  static Cell Number(std::string column, double number, int decimals);
  void Add(std::vector<Cell> row);

  // Shown below the table and in the object itself.
  void Note(const std::string& name, double value);

  void Print() const;

 private:
  const std::string name_;
  std::vector<std::vector<Cell>> rows_;
  std::vector<std::pair<std::string, double>> notes_;
};

}  // namespace stillwatch::bench

#endif  // STILLWATCH_TESTS_BENCH_REPORT_H_
