// Debian's Chromium, driven by Playwright. What npm installed lies outside of the checkout, where `import` does not look.

import { createRequire } from "node:module";
import { join } from "node:path";

export const installed = createRequire(join(process.env.ASDG_SITE_TOOLS, "package.json"));

// Chromium as root needs to do without its sandbox; the rest keeps it from looking for Google's hosts at every start.
export const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export function startBrowser(...flags) {
  return installed("playwright-core").chromium.launch({ executablePath: process.env.ASDG_SITE_BROWSER, args: [...FLAGS, ...flags] });
}
