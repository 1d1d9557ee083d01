// Saves a picture of every page that each demo person can reach, to be looked at by a person.
//
//   node shots.mjs BASE_URL FOLDER [--people all|name,name] [--languages nb,nn,en] [--widths 1280,390] [--pages 60]
//                  [--start /path] [--scheme dark] [--zoom 2] [--spacing] [--print] [--text] [--same 1]
//
// One folder per person, one file per page, language and width. --text also saves the words of each page, which is
// how the three language forms are compared; --print also saves the page as it is printed; --zoom 2 is 200 %;
// --spacing sets the text spacing that readers may choose; --same is how many pages of one kind are taken.
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { demoPeople, readArguments, signIn, startBrowser } from "./browser.mjs";
import { Crawl, kindOf } from "./crawl.mjs";

const options = readArguments(process.argv.slice(2));
const [base, folder] = options._;
if (!base || !folder) {
  console.error("usage: node shots.mjs BASE_URL FOLDER [--people name,name]");
  process.exit(2);
}
const languages = (options.languages ?? "nb,nn,en").split(",");
const widths = (options.widths ?? "1280,390").split(",").map(Number);
const starts = (options.start ?? "/").split(",");
const zoom = Number(options.zoom ?? 1);
const same = Number(options.same ?? 1);
// WCAG 1.4.12, and no less.
const SPACING = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }"
  + " p { margin-block-end: 2em !important }";

const slugOf = (text) => text.toLowerCase().replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, "id")
  .replace(/[^a-zæøå0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 60) || "home";

/** The first `same` pages of each kind. */
function few(paths) {
  const kinds = new Map();
  return paths.filter((path) => {
    const count = (kinds.get(kindOf(path)) ?? 0) + 1;
    kinds.set(kindOf(path), count);
    return count <= same;
  });
}

async function picture(page, path, file) {
  await page.goto(new URL(path, base).href, { waitUntil: "load" });
  if (options.spacing) {
    await page.addStyleTag({ content: SPACING }).catch(() => null);
  }
  for (const width of widths) {
    await page.setViewportSize({ width: Math.round(width / zoom), height: Math.round((width < 600 ? 844 : 900) / zoom) });
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (wide > 0) {
      console.log(`WIDE   ${file} ${width}: ${wide} px`);
    }
    await page.screenshot({ path: `${file}-${width}.png`, fullPage: true });
  }
  if (options.text) {
    writeFileSync(`${file}.txt`, await page.evaluate(() => document.querySelector("main").innerText));
  }
  if (options.print) {
    await page.pdf({ path: `${file}.pdf`, format: "A4", preferCSSPageSize: true });
  }
}

async function shoot(browser, person) {
  const context = await browser.newContext({
    locale: "nb-NO", colorScheme: options.scheme ?? "light", viewport: { width: 1280, height: 900 }, deviceScaleFactor: zoom,
    bypassCSP: Boolean(options.spacing),
  });
  const page = await context.newPage();
  if (person) {
    await signIn(context, base, person.id);
  }
  const into = join(folder, slugOf(person ? person.name : "anyone"));
  mkdirSync(into, { recursive: true });
  const paths = few(await new Crawl(base, starts, Number(options.pages ?? 60)).run(page));
  for (const language of person ? languages : ["nb"]) {
    if (person) {
      await page.goto(new URL("/", base).href);
      await page.locator(`button[name=language][value=${language}]`).first().click();
      await page.waitForLoadState("load");
    }
    for (const [place, path] of paths.entries()) {
      await picture(page, path, join(into, `${String(place).padStart(2, "0")}-${slugOf(path)}-${language}`));
    }
  }
  console.log(`saved  ${into}: ${paths.length} pages`);
  await context.close();
}

const browser = await startBrowser();
try {
  const people = await demoPeople(base);
  const wanted = options.people && options.people !== "all" ? options.people.split(",") : null;
  if (!wanted) {
    await shoot(browser, null);
  }
  for (const person of people.filter((one) => !wanted || wanted.some((name) => one.name.startsWith(name)))) {
    await shoot(browser, person);
  }
} finally {
  await browser.close();
}
