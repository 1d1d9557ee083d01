// The people of a walk, and how its stages are walked one after the other.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoPeople, startBrowser } from "./browser.mjs";
import { readPage, runAxe } from "./checks.mjs";
import { Keyboard } from "./keyboard.mjs";
import { Unread } from "./unread.mjs";

const LANGUAGES = ["nb", "nn", "en"];
const SIZES = [{ width: 390, height: 844 }, { width: 1280, height: 900 }];

/** The people of the demonstration, each with a browser window of her own. */
export class Cast {
  /** `walk`: the name by which unread.mjs knows the pages that this walk reads. */
  constructor(browser, base, people, walk, shots = null) {
    this.browser = browser;
    this.base = base;
    this.people = people;
    this.unread = new Unread(walk);
    this.shots = shots;
    this.windows = new Map();
    this.used = new Set();
    this.others = new Map();
  }

  /** The people of another institution: what they read counts with what these read. */
  async at(base) {
    if (!this.others.has(base)) {
      const other = new Cast(this.browser, base, await demoPeople(base), this.unread.walk, this.shots);
      other.unread = this.unread;
      this.others.set(base, other);
    }
    return this.others.get(base);
  }

  /** The keyboard of the first person whose name fits; signed in through the picker when first asked for. */
  async person(name) {
    const found = this.people.find((person) => person.name.includes(name));
    if (!found) {
      throw new Error(`the demonstration has nobody called ${name}`);
    }
    if (!this.windows.has(found.id)) {
      const context = await this.browser.newContext({ locale: "nb-NO", viewport: SIZES.at(-1) });
      const page = await context.newPage();
      const keys = new Keyboard(page);
      keys.arrived = (at) => this.read(at);
      await page.goto(`${this.base}/login`);
      await keys.press("F2");
      await page.keyboard.type(found.name);
      await keys.push(new RegExp(` ${found.name}$`));
      this.windows.set(found.id, keys);
    }
    this.used.add(this.windows.get(found.id));
    return this.windows.get(found.id);
  }

  /** Somebody whom the demonstration has come to know since it began. */
  async newcomer(name) {
    this.people = await demoPeople(this.base);
    return this.person(name);
  }

  /** Opens an address in a person's window: for places that another person's mail would link to. */
  async open(name, path) {
    const keys = await this.person(name);
    await keys.page.goto(new URL(path, this.base).href);
    await this.read(keys);
    return keys;
  }

  /** Reads a page that the crawl cannot find, in a window beside: in every language form and width. */
  async read(keys) {
    if (!this.unread.wants(keys.page.url())) {
      return;
    }
    const page = await keys.page.context().newPage();
    const answer = await page.goto(keys.page.url());
    if (answer.ok()) {
      this.unread.meet(keys.page.url());
      const own = await page.evaluate(() => document.documentElement.lang);
      // Her own language comes last, so that she goes on in it.
      for (const language of [...LANGUAGES.filter((other) => other !== own), own]) {
        await page.locator(`button[name=language][value=${language}]`).click();
        await page.waitForLoadState("load");
        for (const size of SIZES) {
          await page.setViewportSize(size);
          const found = [...(await readPage(page, language, size.width)), ...(await runAxe(page))];
          keys.problems.push(...found.map((line) => `${page.url()} ${language} ${size.width}: ${line}`));
        }
      }
    }
    await page.close();
  }

  /** What is wrong with the pages of those who took part, as they stand after a stage. */
  async look(stage) {
    const found = [];
    for (const keys of this.used) {
      found.push(...keys.problems.splice(0), ...(await runAxe(keys.page)).map((line) => `${keys.page.url()}: ${line}`));
      if (this.shots) {
        mkdirSync(this.shots, { recursive: true });
        const place = [...this.windows.values()].indexOf(keys);
        await keys.page.screenshot({ path: join(this.shots, `walk-${stage}-${place}.png`), fullPage: true });
      }
    }
    this.used.clear();
    for (const [place, other] of [...this.others.values()].entries()) {
      found.push(...(await other.look(`${stage}-${place + 1}`)));
    }
    return found;
  }
}

/** Walks the stages; answers the number of findings, a stage that failed among them. */
export async function walkAll(name, base, stages, story, options) {
  let browser;
  let failed = 0;
  try {
    browser = await startBrowser();
    const cast = new Cast(browser, base, await demoPeople(base), name, options.shots);
    for (const [at, stage] of Object.entries(stages)) {
      const begun = Date.now();
      await stage.walk(cast, story);
      const found = await cast.look(at);
      failed += found.length;
      found.forEach((line) => console.log(`FOUND   ${at}: ${line}`));
      const seconds = Math.round((Date.now() - begun) / 1000);
      console.log(`walked  ${at} (${seconds} s): ${stage.tells}`);
      if (at === options.until) {
        return failed;
      }
    }
    const unread = cast.unread.findings();
    failed += unread.length;
    unread.forEach((line) => console.log(`FOUND   ${line}`));
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${error.message.split("\n")[0]}`);
  } finally {
    await browser?.close();
  }
  return failed;
}
