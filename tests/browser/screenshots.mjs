// Takes screenshots of every kind of page of both sites, narrow and wide, light and dark, and of its printed pages. File names are
// site-kind-width-scheme.png and site-kind-print-page.png. screenshots.sh installs the packages and runs it.

import { execFileSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { startBrowser } from "./browser.mjs";
import { address, readSite } from "./pages.mjs";
import { serve } from "./server.mjs";

const [digest, example, output] = process.argv.slice(2);
const WIDTHS = [360, 768, 1440, 1920];
const SCHEMES = ["light", "dark"];

mkdirSync(output, { recursive: true });
const browser = await startBrowser();
for (const [name, folder] of Object.entries({ digest, example })) {
  const site = readSite(name, folder);
  const server = await serve(folder);
  const tab = await browser.newPage();
  for (const page of site.kinds) {
    await tab.goto(address(server.url, page));
    // A screenshot of the whole page also needs the elements far outside the window.
    await tab.evaluate(() => document.querySelectorAll("main *").forEach((element) => { element.style.contentVisibility = "visible"; }));
    const file = (rest) => join(output, `${name}-${page.kind}-${rest}`);
    for (const width of WIDTHS) {
      await tab.setViewportSize({ width, height: 900 });
      for (const colorScheme of SCHEMES) {
        await tab.emulateMedia({ colorScheme });
        await tab.screenshot({ path: file(`${width}-${colorScheme}.png`), fullPage: true });
      }
    }
    const input = await tab.pdf({ preferCSSPageSize: true });
    execFileSync("pdftoppm", ["-r", "80", "-png", "-", file("print")], { input });
  }
  server.close();
}
await browser.close();
