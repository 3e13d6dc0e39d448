// Looks at mails in Chromium, light and dark, at three widths: node browser.mjs NODE_MODULES CHROMIUM FILE..., and JSON comes out.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, ...files] = process.argv.slice(2);
const load = createRequire(join(modules, "any.js"));
const { default: puppeteer } = await import(pathToFileURL(load.resolve("puppeteer-core")));
const axe = readFileSync(load.resolve("axe-core/axe.min.js"), "utf-8");
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await puppeteer.launch({ executablePath: chromium, args: quiet });
const seen = [];
for (const file of files) {
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url().slice(0, 100)));
  await page.goto(pathToFileURL(file).href);
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of [600, 360, 320]) {
      await page.setViewport({ width, height: 900 });
      const scrolls = await page.evaluate("document.documentElement.scrollWidth");
      const pictures = await page.$$eval("img", (all) => all.map((one) => one.getBoundingClientRect()).map((box) => [box.left, box.width]));
      await page.evaluate(axe);
      const { violations } = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      const told = violations.map((one) => `${one.id}: ${one.nodes[0].target}`);
      seen.push({ file, scheme, width, scrolls, pictures, told, asked: asked.filter((url) => !/^(file|data):/.test(url)) });
    }
  }
  await page.close();
}
console.log(JSON.stringify(seen));
await browser.close();
