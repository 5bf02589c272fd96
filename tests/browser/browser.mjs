// Starts Debian's Chromium with Playwright. The npm packages are outside the checkout, where `import` does not find them.

import { createRequire } from "node:module";
import { join } from "node:path";

export const installed = createRequire(join(process.env.ASDG_SITE_TOOLS, "package.json"));

// As root, Chromium cannot use its sandbox. The other flags stop requests to Google's hosts at every start.
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
