// The people of a walk, and how its stages are walked one after the other.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoPeople, startBrowser } from "./browser.mjs";
import { runAxe } from "./checks.mjs";
import { Keyboard } from "./keyboard.mjs";

/** The people of the demonstration, each with a browser window of her own. */
export class Cast {
  constructor(browser, base, people, shots = null) {
    this.browser = browser;
    this.base = base;
    this.people = people;
    this.shots = shots;
    this.windows = new Map();
    this.used = new Set();
  }

  /** The keyboard of the first person whose name fits; signed in through the picker when first asked for. */
  async person(name) {
    const found = this.people.find((person) => person.name.includes(name));
    if (!found) {
      throw new Error(`the demonstration has nobody called ${name}`);
    }
    if (!this.windows.has(found.id)) {
      const page = await this.browser.newPage({ locale: "nb-NO", viewport: { width: 1280, height: 900 } });
      const keys = new Keyboard(page);
      await page.goto(`${this.base}/login`);
      await keys.press("F2");
      await page.keyboard.type(found.name);
      await keys.push(new RegExp(` ${found.name}$`));
      this.windows.set(found.id, keys);
    }
    this.used.add(this.windows.get(found.id));
    return this.windows.get(found.id);
  }

  /** Opens an address in a person's window: for places that another person's mail would link to. */
  async open(name, path) {
    const keys = await this.person(name);
    await keys.page.goto(new URL(path, this.base).href);
    return keys;
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
    return found;
  }
}

/** Walks the stages; answers the number of findings, a stage that failed among them. */
export async function walkAll(base, stages, story, options) {
  let browser;
  let failed = 0;
  try {
    browser = await startBrowser();
    const cast = new Cast(browser, base, await demoPeople(base), options.shots);
    for (const [name, stage] of Object.entries(stages)) {
      const begun = Date.now();
      await stage.walk(cast, story);
      const found = await cast.look(name);
      failed += found.length;
      found.forEach((line) => console.log(`FOUND   ${name}: ${line}`));
      const seconds = Math.round((Date.now() - begun) / 1000);
      console.log(`walked  ${name} (${seconds} s): ${stage.tells}`);
      if (name === options.until) {
        break;
      }
    }
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${error.message.split("\n")[0]}`);
  } finally {
    await browser?.close();
  }
  return failed;
}
