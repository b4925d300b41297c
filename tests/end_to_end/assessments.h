#ifndef STILLWATCH_TESTS_END_TO_END_ASSESSMENTS_H_
#define STILLWATCH_TESTS_END_TO_END_ASSESSMENTS_H_

#include <map>
#include <string>

namespace stillwatch::tests {

// Account id to what was found, as text that two runs must agree on.
using Assessments = std::map<std::string, std::string>;

// Of an audit's assessments file, and of what a server tells.
Assessments OfAudit(const std::string& path);
Assessments OfServer(const std::string& address);

// The first thing in which they differ; empty if nothing does.
std::string Difference(const Assessments& a, const Assessments& b);

}  // namespace stillwatch::tests

#endif  // STILLWATCH_TESTS_END_TO_END_ASSESSMENTS_H_
