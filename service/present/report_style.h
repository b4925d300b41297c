#ifndef STILLWATCH_SERVICE_PRESENT_REPORT_STYLE_H_
#define STILLWATCH_SERVICE_PRESENT_REPORT_STYLE_H_

namespace stillwatch::service {

// CSS of the audit report.
extern const char kReportStyle[];

}  // namespace stillwatch::service

#endif  // STILLWATCH_SERVICE_PRESENT_REPORT_STYLE_H_
