"""The LiteLLM proxy with its generic API callback, its OpenTelemetry callback and its guardrail."""

import contextlib
import json
import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import fake_model
from stillwatch import Stillwatch, check

KEY = "sk-test-1234"
CALLS = 6

CONFIG = """
model_list:
  - model_name: large-2
    litellm_params:
      model: openai/large-2
      api_base: {model}
      api_key: none
litellm_settings:
  callbacks: {callbacks}
general_settings:
  master_key: {key}
guardrails:
  - guardrail_name: stillwatch
    litellm_params:
      guardrail: generic_guardrail_api
      mode: pre_call
      default_on: true
      api_base: {guardrail}
      unreachable_fallback: fail_open
"""


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def proxy(server, model, callbacks, environment):
    port = free_port()
    config = server.path("litellm.yaml")
    with open(config, "w") as file:
        file.write(CONFIG.format(model=f"http://127.0.0.1:{model.server_port}/v1", key=KEY,
                                 callbacks=json.dumps(callbacks), guardrail=server.url("")))
    command = [os.path.join(os.path.dirname(sys.executable), "litellm"), "--config", config,
               "--host", "127.0.0.1", "--port", str(port)]
    log = open(server.path("litellm.log"), "w+")
    process = subprocess.Popen(command, stdout=log, stderr=log,
                               env={**os.environ, "LITELLM_LOCAL_MODEL_COST_MAP": "True",
                                    "LITELLM_TELEMETRY": "False", **environment})
    url = f"http://127.0.0.1:{port}"
    try:
        for _ in range(240):
            with contextlib.suppress(OSError):
                if urllib.request.urlopen(url + "/health/liveliness", timeout=2).status == 200:
                    break
            if process.poll() is not None:
                break
            time.sleep(0.5)
        else:
            process.kill()
        if process.poll() is not None:
            log.seek(0)
            raise SystemExit(log.read()[-3000:])
        yield url
    finally:
        process.terminate()
        process.wait()
        log.close()


def ask(url, text):
    body = {"model": "large-2", "temperature": 0.5, "max_tokens": 100,
            "messages": [{"role": "user", "content": text}]}
    request = urllib.request.Request(url + "/v1/chat/completions", json.dumps(body).encode(),
                                     {"content-type": "application/json",
                                      "authorization": f"Bearer {KEY}"})
    return urllib.request.urlopen(request, timeout=60).status


def check_calls(server, gateway):
    server.wait_for("stillwatch_source_accepted_total", CALLS, gateway=gateway)
    check("without content", server.count("stillwatch_source_without_content_total",
                                          gateway=gateway), 0)
    check("rejected", server.count("stillwatch_source_rejected_total", gateway=gateway), 0)
    check("accounts", len(server.accounts()), 1)
    check("guardrail asked", server.count("stillwatch_hook_questions_total",
                                          hook="litellm_guardrail"), CALLS)
    check("guardrail knew the account",
          server.count("stillwatch_hook_without_account_total", hook="litellm_guardrail"), 0)
    account = next(iter(server.accounts()))
    server.stop()
    calls = server.calls()
    check("calls", len(calls), CALLS)
    check("model", calls[0]["model"], "large-2")
    check("usage", (int(calls[0]["input_tokens"]), int(calls[0]["output_tokens"])), (11, 5))
    return account


def generic_api(binary, model):
    print("LiteLLM's generic API callback and guardrail")
    with Stillwatch(binary) as server:
        environment = {"GENERIC_LOGGER_ENDPOINT": server.url("/litellm/logs?source=proxy")}
        with proxy(server, model, ["generic_api"], environment) as url:
            for number in range(CALLS):
                check("answered", ask(url, f"Why is the sky blue? ({number})"), 200)
            return check_calls(server, "litellm")


def open_telemetry(binary, model):
    print("LiteLLM's OpenTelemetry callback and guardrail")
    with Stillwatch(binary) as server:
        environment = {"OTEL_EXPORTER": "otlp_http", "OTEL_ENDPOINT": server.url("/v1/traces"),
                       "OTEL_EXPORTER_OTLP_PROTOCOL": "http/protobuf",
                       "OTEL_EXPORTER_OTLP_ENDPOINT": server.url("")}
        with proxy(server, model, ["otel"], environment) as url:
            for number in range(CALLS):
                check("answered", ask(url, f"Why is the sky blue? ({number})"), 200)
            return check_calls(server, "otlp")


if __name__ == "__main__":
    endpoint = fake_model.start()
    first = generic_api(sys.argv[1], endpoint)
    second = open_telemetry(sys.argv[1], endpoint)
    check("the account is the same by either way", first == second, True)
