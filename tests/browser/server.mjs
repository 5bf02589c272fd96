// A server of static files that behaves like GitHub Pages: index.html for a folder, 404.html with the status 404 for missing files,
// gzip for text, ten minutes in the cache. The site is in a subfolder, as most project pages are.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

export const BASE_PATH = "/digest/";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".jpeg": "image/jpeg",
  ".jpg": "image/jpeg",
  ".js": "text/javascript; charset=utf-8",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".txt": "text/plain; charset=utf-8",
  ".webp": "image/webp",
  ".xml": "application/xml; charset=utf-8",
};

// Serves a folder at 127.0.0.1. Returns the address of its root and a function that ends the server.
export async function serve(folder) {
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://localhost").pathname);
    const file = normalize(path.endsWith("/") ? `${path}index.html` : path);
    let status = 200;
    let name = file.slice(BASE_PATH.length);
    let body = file.startsWith(BASE_PATH) ? await readFile(join(folder, name)).catch(() => null) : null;
    if (!body) {
      status = 404;
      name = "404.html";
      body = await readFile(join(folder, name));
    }
    const type = TYPES[extname(name)] ?? "application/octet-stream";
    const headers = { "content-type": type, "cache-control": "max-age=600", vary: "accept-encoding" };
    if (/text|xml/.test(type) && /\bgzip\b/.test(request.headers["accept-encoding"] ?? "")) {
      headers["content-encoding"] = "gzip";
      body = gzipSync(body);
    }
    response.writeHead(status, { ...headers, "content-length": body.length });
    response.end(body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${server.address().port}${BASE_PATH}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
