"""Starts the server under test and asks it what it knows."""

import json
import os
import re
import subprocess
import tempfile
import time
import urllib.request


class Stillwatch:
    """`stillwatch serve` on free ports; ends with the `with` block."""

    def __init__(self, binary, config=None):
        self.binary = binary
        self.folder = tempfile.TemporaryDirectory(prefix="stillwatch-gateways-")
        self.arguments = ["serve", "--store", self.path("store"), "--key-file", self.path("key"),
                          "--address", "127.0.0.1:0", "--http-address", "127.0.0.1:0",
                          "--metrics-address", "127.0.0.1:0"]
        if config is not None:
            with open(self.path("gateways.json"), "w") as file:
                json.dump(config, file)
            self.arguments += ["--gateways", self.path("gateways.json")]

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def __enter__(self):
        self.process = subprocess.Popen([self.binary, *self.arguments], stdout=subprocess.PIPE,
                                        text=True)
        for line in self.process.stdout:
            found = re.search(r"listening on port (\d+), metrics on port (\d+).*"
                              r"gateways on port (\d+)", line)
            if found:
                self.grpc, self.metrics, self.http = (int(port) for port in found.groups())
                return self
        raise SystemExit("the server did not start")

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.process.stdout.close()
        self.folder.cleanup()

    def url(self, path):
        return f"http://127.0.0.1:{self.http}{path}"

    def target(self):
        return f"127.0.0.1:{self.grpc}"

    def run(self, *arguments):
        return subprocess.run([self.binary, *arguments], capture_output=True, text=True,
                              check=True).stdout

    def accounts(self):
        """Account id to account, as `accounts list` tells."""
        out = self.run("accounts", "list", "--limit", "0", "-o", "json", "--server", self.target())
        return {account["account_id"]: account for account in map(json.loads, out.splitlines())}

    def calls(self):
        """The calls in the log; the server must have ended."""
        out = self.run("dump", "--store", self.path("store"), "--what", "calls")
        return [json.loads(line) for line in out.splitlines()]

    def count(self, metric, **labels):
        """The sum of a metric over all whose labels fit."""
        text = urllib.request.urlopen(f"http://127.0.0.1:{self.metrics}/metrics").read().decode()
        total = 0
        for line in text.splitlines():
            name, _, rest = line.partition("{")
            if name != metric or not all(f'{k}="{v}"' in rest for k, v in labels.items()):
                continue
            total += float(line.rsplit(" ", 1)[1])
        return int(total)

    def wait_for(self, metric, value, seconds=30, **labels):
        end = time.time() + seconds
        while self.count(metric, **labels) < value:
            if time.time() > end:
                raise AssertionError(
                    f"{metric} is {self.count(metric, **labels)}, not {value}, after {seconds} s")
            time.sleep(0.1)

    def stop(self):
        self.process.terminate()
        self.process.wait()


def check(what, found, expected):
    if found != expected:
        raise AssertionError(f"{what}: found {found!r}, expected {expected!r}")
    print(f"  ok  {what}: {found!r}")
