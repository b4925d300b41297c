"""Envoy's protocols as its published classes encode them: access log, ext_authz, rate limit."""

import json
import sys

import grpc
from envoy.data.accesslog.v3 import accesslog_pb2
from envoy.extensions.common.ratelimit.v3 import ratelimit_pb2
from envoy.service.accesslog.v3 import als_pb2, als_pb2_grpc
from envoy.service.auth.v3 import external_auth_pb2, external_auth_pb2_grpc
from envoy.service.ratelimit.v3 import rls_pb2, rls_pb2_grpc
from stillwatch import Stillwatch, check

CALLS = 50


def entry(number):
    found = accesslog_pb2.HTTPAccessLogEntry()
    common = found.common_properties
    common.start_time.FromJsonString("2026-03-02T00:00:00.128Z")
    common.duration.FromMilliseconds(1500)
    common.access_log_type = accesslog_pb2.DownstreamEnd
    common.downstream_remote_address.socket_address.address = "192.0.2.1"
    common.downstream_remote_address.socket_address.port_value = 4711
    common.tls_properties.ja3_fingerprint = "0123456789abcdef"
    common.metadata.filter_metadata["io.envoy.ai_gateway"].update(
        {"model_name_override": "large-2", "llm_input_token": 11, "llm_output_token": 5})
    found.request.path = "/v1/chat/completions"
    found.request.request_id = f"request-{number}"
    found.request.user_agent = "python"
    found.request.request_headers["x-account-id"] = "acct-1"
    found.response.response_code.value = 200
    return found


def messages():
    first = als_pb2.StreamAccessLogsMessage()
    first.identifier.log_name = "llm"
    first.identifier.node.id = "node-1"
    yield first
    for number in range(CALLS):
        message = als_pb2.StreamAccessLogsMessage()
        message.http_logs.log_entry.append(entry(number))
        begun = entry(number)
        begun.common_properties.access_log_type = accesslog_pb2.DownstreamStart
        message.http_logs.log_entry.append(begun)
        health = entry(number)
        health.request.path = "/healthz"
        health.common_properties.ClearField("metadata")
        message.http_logs.log_entry.append(health)
        yield message


def access_log(binary):
    print("Envoy's access log service")
    with Stillwatch(binary) as server, grpc.insecure_channel(server.target()) as channel:
        als_pb2_grpc.AccessLogServiceStub(channel).StreamAccessLogs(messages())
        server.wait_for("stillwatch_source_accepted_total", CALLS, gateway="envoy", source="llm")
        check("skipped", server.count("stillwatch_source_skipped_total", gateway="envoy"),
              2 * CALLS)
        check("without content",
              server.count("stillwatch_source_without_content_total", gateway="envoy"), CALLS)
        check("accounts", list(server.accounts()), ["acct-1"])
        server.stop()
        call = server.calls()[0]
        check("call", (call["model"], int(call["input_tokens"]), int(call["latency_ms"])),
              ("large-2", 11, 1500))


def flagged_account(server):
    """Streams simulated traffic in and returns an account that is flagged by it."""
    server.run("simulate", server.path("log"), "--scale", "0.15", "--days", "8")
    server.run("ingest", server.path("log/calls.jsonl.zst"), "--server", server.target())
    findings = server.run("findings", "list", "-o", "json", "--server", server.target())
    return json.loads(findings.splitlines()[0])["account_id"]


def ask(channel, account):
    request = external_auth_pb2.CheckRequest()
    request.attributes.request.http.headers["x-account-id"] = account
    return external_auth_pb2_grpc.AuthorizationStub(channel).Check(request)


def limit(channel, account):
    request = rls_pb2.RateLimitRequest(domain="llm", descriptors=[
        ratelimit_pb2.RateLimitDescriptor(entries=[{"key": "account_id", "value": account}])])
    return rls_pb2_grpc.RateLimitServiceStub(channel).ShouldRateLimit(request)


def verdicts(binary, mode):
    print(f"Envoy's ext_authz and rate limit, mode {mode}")
    with Stillwatch(binary, {"mode": mode, "ext_authz": {"deny_status": 403}}) as server, \
            grpc.insecure_channel(server.target()) as channel:
        check("cold: let through", ask(channel, "anybody").WhichOneof("http_response"),
              "ok_response")
        account = flagged_account(server)
        answer = ask(channel, account)
        limited = limit(channel, account)
        OK, OVER = rls_pb2.RateLimitResponse.OK, rls_pb2.RateLimitResponse.OVER_LIMIT
        if mode == "ENFORCE":
            check("denied", (answer.status.code, answer.denied_response.status.code), (7, 403))
            check("over limit", limited.overall_code, OVER)
        else:
            check("let through", answer.WhichOneof("http_response"), "ok_response")
            headers = {h.header.key: h.header.value for h in answer.ok_response.headers}
            told = "flagged" if mode == "OBSERVE" else None
            check("header", headers.get("x-stillwatch-verdict"), told)
            check("metadata", answer.dynamic_metadata.fields["verdict"].string_value or None, told)
            check("within limit", limited.overall_code, OK)
        check("others are let through", ask(channel, "nobody").WhichOneof("http_response"),
              "ok_response")
        check("without account", ask(channel, "").status.code, 0)
        check("counted as flagged",
              server.count("stillwatch_hook_flagged_total", hook="ext_authz"), 1)


if __name__ == "__main__":
    access_log(sys.argv[1])
    for each in ("OBSERVE", "SHADOW", "ENFORCE"):
        verdicts(sys.argv[1], each)
