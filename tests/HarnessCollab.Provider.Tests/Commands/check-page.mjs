// Opens a page of a check in Chromium and says what it sees, as JSON. Arguments: a node_modules folder, the browser, the page; and
// the beginning of the names of pictures to take, if they are wanted.
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

const [modules, browserPath, page, pictures] = process.argv.slice(2);
const require = createRequire(`${modules}/`);
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const address = pathToFileURL(page).href;
const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox"] });
const seen = { troubles: [], requests: [], violations: [], fills: [] };

async function open(options) {
  const tab = await (await browser.newContext(options)).newPage();
  tab.on("console", message => seen.troubles.push(message.text()));
  tab.on("pageerror", error => seen.troubles.push(String(error)));
  tab.on("request", request => request.url() === address || seen.requests.push(request.url()));
  await tab.goto(address);
  return tab;
}

const names = tab => tab.locator("tbody tr:visible th").allTextContents();

const plain = await open({ javaScriptEnabled: false });
seen.rowsWithoutScript = (await names(plain)).length;

for (const colorScheme of ["light", "dark"]) {
  // The page's own policy lets no script in, so the rules come by the debugger.
  const tab = await open({ colorScheme, bypassCSP: true, viewport: { width: 1440, height: 1050 } });
  if (pictures) {
    await tab.screenshot({ path: `${pictures}-${colorScheme}.png` });
  }
  seen.fills.push(...await tab.evaluate(() => ["passed", "failed", "inconclusive"].map(kind => {
    const bar = document.querySelector(`path.${kind}`);
    return bar && getComputedStyle(bar).fill;
  })));
  await tab.evaluate(axe);
  const { violations } = await tab.evaluate("axe.run()");
  seen.violations.push(...violations.map(each => `${colorScheme} ${each.id}: ${each.nodes.map(node => node.html).join(" ").slice(0, 300)}`));
}

const tab = await open({});
seen.title = await tab.title();
await tab.getByRole("searchbox").fill("inconclusive");
seen.filtered = await names(tab);
seen.status = await tab.locator("output").textContent();
await tab.getByRole("searchbox").fill("");
// By keyboard alone.
await tab.getByRole("button", { name: "Expires in" }).focus();
await tab.keyboard.press("Enter");
seen.sortedByExpiry = await names(tab);
const history = tab.getByRole("button", { name: "Last checks" });
if (await history.count() > 0) {
  await history.press("Enter");
  await history.press("Enter");
  seen.sortedByTroubles = await names(tab);
  const strip = tab.locator("details").first();
  seen.strip = await strip.getByRole("img").getAttribute("aria-label");
  await strip.locator("summary").press("Enter");
  seen.opened = await strip.locator("li:visible").first().textContent();
}
await browser.close();
console.log(JSON.stringify(seen));
