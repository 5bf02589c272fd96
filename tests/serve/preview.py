"""A client of a running `asdg-site serve`, for the scripts in this folder."""

import http.client
import json
import re
import subprocess
import threading
import time

SCRIPT = re.compile(rb'<script src="/_asdg-site/client\.js"[^>]*></script>')


class Preview:
    """Starts the server on a free port and reads the news that it sends to open pages."""

    def __init__(self, binary, site):
        self.process = subprocess.Popen(
            [binary, "serve", "--site", str(site), "--port", "0", "--lang", "en"],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )
        self.output = []
        self.port, self.base = None, "/"
        self.news, self.news_changed = None, threading.Condition()
        threading.Thread(target=self._read_output, daemon=True).start()
        self._wait(lambda: self.port, "the address of the site", 600)
        threading.Thread(target=self._listen, daemon=True).start()
        self._wait(lambda: self.news, "the first news", 60)

    def _read_output(self):
        for line in self.process.stdout:
            self.output.append(line)
            found = re.search(r"http://127\.0\.0\.1:(\d+)(/\S*)", line)
            if found:
                self.base = found.group(2)
                self.port = int(found.group(1))

    def _listen(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port)
        connection.request("GET", "/_asdg-site/news")
        for line in connection.getresponse():
            if line.startswith(b"data:"):
                with self.news_changed:
                    self.news = json.loads(line[5:])
                    self.news_changed.notify_all()

    def _wait(self, ready, what, seconds):
        end = time.monotonic() + seconds
        while not ready():
            if not self.is_alive() or time.monotonic() > end:
                raise SystemExit(f"{what} did not come:\n{''.join(self.output[-40:])}")
            time.sleep(0.005)

    def is_alive(self):
        return self.process.poll() is None

    def wait_for_news(self, revision, seconds=60):
        """Waits for news with a later revision; returns whether they came in time."""
        with self.news_changed:
            return self.news_changed.wait_for(lambda: self.news["revision"] > revision, seconds)

    def get(self, path, host=None):
        """Returns status and body of a path below the base of the site, without the script that the preview adds."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=120)
        connection.request("GET", self.base + path, headers={"Host": host} if host else {})
        response = connection.getresponse()
        body = response.read()
        connection.close()
        return response.status, SCRIPT.sub(b"", body)

    def stop(self):
        self.process.terminate()
        self.process.wait(10)
