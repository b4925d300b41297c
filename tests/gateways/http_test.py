"""What needs no other project's client: Kong's log, Portkey's webhook, and bad requests."""

import gzip
import http.client
import json
import sys
import urllib.error
import urllib.request

from stillwatch import Stillwatch, check


def post(url, body, content_type="application/json", **headers):
    """Status, headers and body of the answer."""
    if not isinstance(body, bytes):
        body = json.dumps(body).encode()
    request = urllib.request.Request(
        url, body, {"content-type": content_type,
                    **{name.replace("_", "-"): value for name, value in headers.items()}})
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def kong_entry(number):
    return {"started_at": 1772409600128, "client_ip": "192.0.2.1", "consumer": {"id": "acct-1"},
            "request": {"id": f"request-{number}", "uri": "/v1/chat/completions",
                        "headers": {"user-agent": "python"}},
            "response": {"status": 200}, "latencies": {"request": 1500},
            "ai": {"proxy": {
                "meta": {"request_model": "large-2", "response_model": "large-2-0301"},
                "usage": {"prompt_tokens": 11, "completion_tokens": 5},
                "payload": {"request": json.dumps({"messages": [
                    {"role": "user", "content": f"Why is the sky blue? ({number})"}]})}}}}


def kong(server):
    print("Kong's http-log")
    url = server.url("/kong/logs?source=edge")
    entries = [kong_entry(number) for number in range(4)]
    status, _, body = post(url, entries)
    check("array", (status, json.loads(body)["accepted"]), (200, 4))
    status, _, body = post(url, kong_entry(4))
    check("one", (status, json.loads(body)["accepted"]), (200, 1))
    status, _, body = post(url, "\n".join(map(json.dumps, entries)).encode())
    check("lines, again", (status, json.loads(body)["duplicates"]), (200, 4))
    status, _, body = post(url, gzip.compress(json.dumps(kong_entry(5)).encode()),
                           content_encoding="gzip")
    check("gzip", (status, json.loads(body)["accepted"]), (200, 1))
    nobody = kong_entry(6)
    del nobody["consumer"]
    status, _, body = post(url, [nobody, kong_entry(7)])
    answer = json.loads(body)
    check("one of two rejected", (status, answer["accepted"], answer["rejected"]), (200, 1, 1))
    check("why", answer["first_rejects"][0]["field"], "account_id")
    labels = {"gateway": "kong", "source": "edge"}
    check("counted", [server.count(f"stillwatch_source_{name}_total", **labels)
                      for name in ("accepted", "duplicates", "rejected", "without_content")],
          [7, 4, 1, 0])


def portkey(server):
    print("Portkey's webhook guardrail")
    status, _, body = post(server.url("/portkey/guardrail"),
                           {"request": {"json": {}, "text": "Why?"}, "provider": "openai",
                            "requestType": "chatComplete", "metadata": {"_user": "acct-1"},
                            "eventType": "beforeRequestHook"})
    check("verdict", (status, json.loads(body)["verdict"]), (200, True))
    status, _, body = post(server.url("/portkey/guardrail"), b"nonsense")
    check("nonsense is let through", (status, json.loads(body)["verdict"]), (200, True))


def bad_requests(server):
    print("Bad requests")
    check("another path", post(server.url("/nothing"), {})[0], 404)
    check("no JSON", post(server.url("/kong/logs"), b"nonsense")[0], 400)
    check("OTLP: no JSON", post(server.url("/v1/traces"), b"nonsense")[0], 400)
    check("OTLP: no protobuf",
          post(server.url("/v1/traces"), b"\x0a\xff\xff", "application/x-protobuf")[0], 400)
    check("OTLP: another type", post(server.url("/v1/logs"), b"x", "text/plain")[0], 415)
    check("OTLP: nothing in it", post(server.url("/v1/logs"), {})[0], 200)
    check("not gzip", post(server.url("/kong/logs"), b"x", content_encoding="gzip")[0], 400)
    check("another encoding", post(server.url("/kong/logs"), b"x", content_encoding="br")[0], 415)
    bomb = gzip.compress(bytes(1 << 28))
    check("a bomb", post(server.url("/v1/traces"), bomb, content_encoding="gzip")[0], 413)
    connection = http.client.HTTPConnection("127.0.0.1", server.http, timeout=30)
    connection.putrequest("POST", "/kong/logs")
    connection.putheader("content-length", str(1 << 40))
    connection.endheaders()
    check("too large", connection.getresponse().status, 413)
    connection.close()
    connection = http.client.HTTPConnection("127.0.0.1", server.http, timeout=30)
    connection.request("GET", "/kong/logs")
    check("GET", connection.getresponse().status, 405)
    connection.close()
    # One connection, many requests, one of them in pieces.
    connection = http.client.HTTPConnection("127.0.0.1", server.http, timeout=30)
    for _ in range(20):
        connection.request("POST", "/portkey/guardrail", b"{}")
        connection.getresponse().read()
    connection.request("POST", "/kong/logs", iter([b"{", b"}"]), encode_chunked=True,
                       headers={"transfer-encoding": "chunked"})
    check("in pieces", connection.getresponse().status, 200)
    connection.close()


if __name__ == "__main__":
    with Stillwatch(sys.argv[1]) as under_test:
        kong(under_test)
        portkey(under_test)
        bad_requests(under_test)
