// Looks at pages in Chromium: node browser.mjs NODE_MODULES CHROMIUM FOLDER, and JSON comes out.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [modules, chromium, folder] = process.argv.slice(2);
const load = createRequire(join(modules, "any.js"));
const { default: puppeteer } = await import(pathToFileURL(load.resolve("puppeteer-core")));
const axe = readFileSync(load.resolve("axe-core/axe.min.js"), "utf-8");
const address = (name) => pathToFileURL(join(folder, name)).href;
const quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await puppeteer.launch({ executablePath: chromium, args: quiet });

async function open(name, { width = 1200, scheme = "light", motion = "no-preference", script = true } = {}) {
  const page = await browser.newPage();
  const told = [];
  const asked = [];
  page.on("console", (message) => told.push(message.text()));
  page.on("pageerror", (error) => told.push(String(error)));
  page.on("requestfailed", (request) => told.push(`failed: ${request.url()}`));
  page.on("request", (request) => asked.push(request.url()));
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([
    { name: "prefers-color-scheme", value: scheme },
    { name: "prefers-reduced-motion", value: motion },
  ]);
  await page.setJavaScriptEnabled(script);
  await page.goto(address(name));
  return { page, told, asked };
}

async function look(name) {
  const { page, told, asked } = await open(name);
  const found = { axe: {}, wide: [], told, asked };
  for (const scheme of ["light", "dark"]) {
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
    for (const width of [1200, 600, 360, 320]) {
      await page.setViewport({ width, height: 900 });
      const wide = await page.evaluate("document.documentElement.scrollWidth");
      if (wide > width) found.wide.push(`${wide} at ${width}`);
      if (width === 600 || (width === 320 && scheme === "dark")) continue;
      await page.evaluate(axe); // past the page's policy, as the tools of a browser do
      const result = await page.evaluate("axe.run(document, { resultTypes: ['violations'] })");
      found.axe[`${scheme} ${width}`] = result.violations.map((one) => `${one.id}: ${one.nodes[0].target} (${one.nodes.length})`);
    }
  }
  await page.close();
  return found;
}

async function search() {
  const { page } = await open("index.html");
  const shown = () => page.$$eval("[data-entry]:not([hidden]) h3 a", (links) => links.map((link) => link.getAttribute("href")));
  const reset = () => page.click("button[type=reset]").then(() => new Promise((done) => setTimeout(done, 50)));
  const found = { all: (await shown()).length };
  for (const words of ["HIP lift", "zzz", "squat"]) {
    await reset();
    await page.type("#words", words);
    found[words] = await shown();
  }
  found.squat = found.squat.filter((href) => href === "squat.html");
  await reset();
  await page.select("#level", "5");
  found["level 5"] = await shown();
  found.said = await page.$eval("#count", (count) => count.textContent);
  await reset();
  await page.select("#equipment", "mat");
  await page.select("#muscle", "glutes");
  found["mat and glutes"] = await shown();
  await reset();
  found.reset = (await shown()).length;
  await page.close();
  const bare = await open("index.html", { script: false });
  const entries = await bare.page.$$("[data-entry]");
  const visible = await Promise.all(entries.map((entry) => entry.isVisible()));
  const form = await bare.page.$("#find");
  found["without script"] = { entries: visible.filter(Boolean).length, form: await form.isVisible() };
  await bare.page.close();
  return found;
}

async function keyboard() {
  const { page } = await open("squat.html");
  const focused = () =>
    page.evaluate(() => {
      const one = document.activeElement;
      const box = one.getBoundingClientRect();
      const outline = getComputedStyle(one).outlineStyle !== "none";
      return { text: one.textContent.trim(), visible: box.top >= 0 && box.bottom <= innerHeight && box.width > 0, outline, tag: one.tagName };
    });
  await page.keyboard.press("Tab");
  const { tag, ...first } = await focused();
  const unseen = [];
  let opened = false;
  for (let step = 0; step < 60; step += 1) {
    await page.keyboard.press("Tab");
    const here = await focused();
    if (here.tag === "BODY") break;
    await new Promise((done) => setTimeout(done, 20));
    if (!here.outline) unseen.push(here.text);
    if (here.tag === "SUMMARY" && !opened) {
      await page.keyboard.press("Enter");
      opened = await page.$eval("details.motion", (details) => details.open);
    }
  }
  await page.close();
  return { first, opened, unseen };
}

async function motion() {
  const found = {};
  for (const value of ["no-preference", "reduce"]) {
    const { page } = await open("squat.html", { motion: value });
    found[value] = await (await page.$("details.motion")).isVisible();
    await page.close();
  }
  return found;
}

const names = readdirSync(folder).filter((name) => name.endsWith(".html")).sort();
const pages = {};
for (const name of names) pages[name] = await look(name);
console.log(JSON.stringify({ pages, index: await search(), keyboard: await keyboard(), motion: await motion() }));
await browser.close();
