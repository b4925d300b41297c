"""A model endpoint on the loopback interface that answers like OpenAI's, without a model."""

import http.server
import json
import threading


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self):
        request = json.loads(self.rfile.read(int(self.headers.get("content-length", 0))))
        self.server.served += 1
        body = json.dumps({
            "id": f"chatcmpl-{self.server.served:06d}",
            "object": "chat.completion",
            "created": 1772409600,
            "model": request.get("model", "fake"),
            "choices": [{
                "index": 0,
                "finish_reason": "stop",
                "message": {"role": "assistant", "content": "Because of the air."},
            }],
            "usage": {"prompt_tokens": 11, "completion_tokens": 5, "total_tokens": 16},
        }).encode()
        self.send_response(200)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


def start():
    """Returns a server on a free port; its thread ends with the process."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.served = 0
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server
