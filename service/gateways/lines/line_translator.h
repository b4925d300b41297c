#ifndef STILLWATCH_SERVICE_GATEWAYS_LINES_LINE_TRANSLATOR_H_
#define STILLWATCH_SERVICE_GATEWAYS_LINES_LINE_TRANSLATOR_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "absl/functional/function_ref.h"
#include "service/gateways/config/config.h"
#include "service/gateways/lines/format.h"
#include "service/input/call_file.h"

namespace stillwatch::gateways {

// Makes calls of the lines of gateways' logs. Remembers what later lines complete, so one reads all
// the files of a run, in order. Used by one thread at a time.
class LineTranslator {
 public:
  explicit LineTranslator(const GatewayConfig* config);
  ~LineTranslator();
  LineTranslator(const LineTranslator&) = delete;
  LineTranslator& operator=(const LineTranslator&) = delete;

  // As CallFileReader::Parse; a line may hold many calls, or none.
  void Parse(Format format, const input::RawBatch& raw, input::ParsedBatch* batch,
             input::CallFileReader::Visitor visit);
  // What waited in vain, at the end of all files; as if on line 0.
  void Finish(input::ParsedBatch* batch, input::CallFileReader::Visitor visit);

  // Records that were about something else.
  int64_t skipped() const;

 private:
  struct Rep;
  std::unique_ptr<Rep> rep_;
};

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_LINES_LINE_TRANSLATOR_H_
