"""The OpenTelemetry SDK with its OpenAI instrumentation, over each of OTLP's transports."""

import os
import sys

os.environ["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true"

import fake_model
import openai
from opentelemetry.instrumentation.openai_v2 import OpenAIInstrumentor
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from stillwatch import Stillwatch, check

COUNTED = {"gateway": "otlp", "source": "assistant"}
CALLS = 20


def exporters(transport, server):
    if transport == "grpc":
        from opentelemetry.exporter.otlp.proto.grpc._log_exporter import OTLPLogExporter
        from opentelemetry.exporter.otlp.proto.grpc.trace_exporter import OTLPSpanExporter
        options = {"endpoint": server.target(), "insecure": True}
        return OTLPSpanExporter(**options), OTLPLogExporter(**options)
    from opentelemetry.exporter.otlp.proto.http import Compression
    from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
    compression = Compression.Gzip if transport == "http-gzip" else Compression.NoCompression
    return (OTLPSpanExporter(server.url("/v1/traces"), compression=compression),
            OTLPLogExporter(server.url("/v1/logs"), compression=compression))


def make_calls(transport, server, model):
    spans, logs = exporters(transport, server)
    resource = Resource.create({"service.name": "assistant"})
    traces = TracerProvider(resource=resource)
    traces.add_span_processor(BatchSpanProcessor(spans))
    records = LoggerProvider(resource=resource)
    records.add_log_record_processor(BatchLogRecordProcessor(logs))
    instrumentor = OpenAIInstrumentor()
    instrumentor.instrument(tracer_provider=traces, logger_provider=records)
    client = openai.OpenAI(api_key="none", base_url=f"http://127.0.0.1:{model.server_port}/v1")
    for number in range(CALLS):
        with traces.get_tracer("application").start_as_current_span("not a call of a model"):
            client.chat.completions.create(
                model="large-2", temperature=0.5, max_tokens=100,
                messages=[{"role": "system", "content": "Be brief."},
                          {"role": "user", "content": f"Why is the sky blue? ({number})"}])
    instrumentor.uninstrument()
    # The messages first, as docs/gateways.md asks for.
    records.shutdown()
    traces.shutdown()


def run(transport, binary, model):
    print(f"OpenTelemetry over {transport}")
    with Stillwatch(binary) as server:
        make_calls(transport, server, model)
        check("rejected, as no attribute names an account",
              server.count("stillwatch_source_rejected_total", **COUNTED), CALLS)
        check("accounts", server.accounts(), {})
    with Stillwatch(binary, {"otlp": {"account": ["user.id", "service.name"]}}) as server:
        make_calls(transport, server, model)
        check("accepted", server.count("stillwatch_source_accepted_total", **COUNTED), CALLS)
        check("without content",
              server.count("stillwatch_source_without_content_total", **COUNTED), 0)
        check("spans of other things",
              server.count("stillwatch_source_skipped_total", **COUNTED) >= CALLS, True)
        check("accounts", list(server.accounts()), ["assistant"])
        server.stop()
        call = server.calls()[0]
        check("model", call["model"], "large-2")
        check("usage", (int(call["input_tokens"]), int(call["output_tokens"])), (11, 5))


if __name__ == "__main__":
    endpoint = fake_model.start()
    for name in ("grpc", "http", "http-gzip"):
        run(name, sys.argv[1], endpoint)
