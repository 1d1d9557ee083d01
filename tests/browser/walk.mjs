// Walks the main path by keyboard alone, as its people do: from signing in to the grade that counts.
//   node walk.mjs BASE_URL [--shots FOLDER] [--until STAGE]
//
// Each stage is one file in stages/, in this order. A stage gets a `cast` that hands out one keyboard per
// person, and leaves what later stages need in `story`. Exit 0: walked. Exit 1: the stage that failed.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoPeople, readArguments, startBrowser } from "./browser.mjs";
import { runAxe } from "./checks.mjs";
import { Calendar } from "./calendar.mjs";
import { Keyboard } from "./keyboard.mjs";
import * as arrival from "./stages/arrival.mjs";
import * as planning from "./stages/planning.mjs";
import * as sign_up from "./stages/sign_up.mjs";
import * as numbering from "./stages/numbering.mjs";
import * as handing_in from "./stages/handing_in.mjs";
import * as reception from "./stages/reception.mjs";
import * as committee from "./stages/committee.mjs";
import * as standpoints from "./stages/standpoints.mjs";
import * as protocol from "./stages/protocol.mjs";
import * as result from "./stages/result.mjs";
import * as explanation from "./stages/explanation.mjs";
import * as appeal from "./stages/appeal.mjs";
import * as new_committee from "./stages/new_committee.mjs";
import * as package_ from "./stages/package.mjs";
import * as regrade from "./stages/regrade.mjs";
import * as outcome from "./stages/outcome.mjs";
import * as late from "./stages/late.mjs";

const STAGES = {
  arrival,
  planning,
  sign_up,
  numbering,
  handing_in,
  reception,
  committee,
  standpoints,
  protocol,
  result,
  explanation,
  appeal,
  new_committee,
  package: package_,
  regrade,
  outcome,
  late,
};

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base) {
  console.error("usage: node walk.mjs BASE_URL [--shots FOLDER] [--until STAGE]");
  process.exit(2);
}

/** The people of the demonstration, each with a browser window of her own. */
class Cast {
  constructor(browser, people) {
    this.browser = browser;
    this.people = people;
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
      await page.goto(`${base}/login`);
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
    await keys.page.goto(new URL(path, base).href);
    return keys;
  }

  /** What is wrong with the pages of those who took part, as they stand after a stage. */
  async look(stage) {
    const found = [];
    for (const keys of this.used) {
      found.push(...keys.problems.splice(0), ...(await runAxe(keys.page)).map((line) => `${keys.page.url()}: ${line}`));
      if (options.shots) {
        mkdirSync(options.shots, { recursive: true });
        const place = [...this.windows.values()].indexOf(keys);
        await keys.page.screenshot({ path: join(options.shots, `walk-${stage}-${place}.png`), fullPage: true });
      }
    }
    this.used.clear();
    return found;
  }
}

let browser;
let failed = 0;
try {
  browser = await startBrowser();
  const cast = new Cast(browser, await demoPeople(base));
  const story = { base, days: new Calendar(base) };
  for (const [name, stage] of Object.entries(STAGES)) {
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
process.exitCode = failed ? 1 : 0;
