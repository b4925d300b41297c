#ifndef STILLWATCH_SERVICE_GATEWAYS_RECORD_CHAT_H_
#define STILLWATCH_SERVICE_GATEWAYS_RECORD_CHAT_H_

#include "service/gateways/record/draft.h"
#include "service/gateways/record/value.h"

// Bodies of LLM APIs as gateways log them: the shapes of OpenAI's APIs, which most imitate, and of
// OpenTelemetry's messages. What is of another type than expected counts as not there.

namespace stillwatch::gateways {

// Appends the messages: a list of {role, content} or {role, parts}, one such, or a text, which is
// the user's. Content is text or parts; the text of text parts is joined with "\n".
void ReadMessages(Document* document, const Value* messages, Draft* draft);
void AddMessage(absl::string_view role, const Value* content, Draft* draft);

// Sampling parameters by their names in request bodies.
void ReadParams(const Value& body, Draft* draft);

// What was asked: model, system text, messages, prompt or input, parameters.
void ReadRequestBody(Document* document, const Value* body, Draft* draft);

// Token counts by their names in response bodies.
void ReadUsage(const Value* usage, Draft* draft);

// What came back: id as request id, finish reason, usage.
void ReadResponseBody(Document* document, const Value* body, Draft* draft);

}  // namespace stillwatch::gateways

#endif  // STILLWATCH_SERVICE_GATEWAYS_RECORD_CHAT_H_
