"""A running `asdg-site serve`, as the scripts of this folder see it."""

import http.client
import json
import re
import subprocess
import threading
import time

SCRIPT = re.compile(rb'<script src="/_asdg-site/client\.js"[^>]*></script>')


class Preview:
    """Starts the server on a free port and listens to its news."""

    def __init__(self, binary, site):
        self.process = subprocess.Popen(
            [binary, "serve", "--site", str(site), "--port", "0", "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )
        self.said = []
        self.port, self.base = None, "/"
        self.news, self.told = None, threading.Condition()
        threading.Thread(target=self._read_output, daemon=True).start()
        self._wait(lambda: self.port, "the address of the site", 600)
        threading.Thread(target=self._listen, daemon=True).start()
        self._wait(lambda: self.news, "the first news", 60)

    def _read_output(self):
        for line in self.process.stdout:
            self.said.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", line)
            if found:
                self.base = found.group(2)
                self.port = int(found.group(1))

    def _listen(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/_asdg-site/news")
        for line in connection.getresponse():
            if line.startswith(b"data:"):
                with self.told:
                    self.news = json.loads(line[5:])
                    self.told.notify_all()

    def _wait(self, ready, what, seconds):
        end = time.monotonic() + seconds
        while not ready():
            if not self.is_alive() or time.monotonic() > end:
                raise SystemExit(f"{what} did not come:\n{''.join(self.said[-40:])}")
            time.sleep(0.005)

    def is_alive(self):
        return self.process.poll() is None

    def wait_for_news(self, revision, seconds=60):
        """Waits for news after a revision."""
        with self.told:
            return self.told.wait_for(lambda: self.news["revision"] > revision, seconds)

    def get(self, path, host=None):
        """Status and bytes of a path below the site's base, without what the preview adds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", self.base + path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, SCRIPT.sub(b"", body)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
