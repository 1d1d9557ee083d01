// Reads every page that each demo person can reach by links, in each language and width, with axe.
//
//   node run.mjs BASE_URL [--shots FOLDER] [--people all|id,id] [--languages nb,nn,en] [--widths 1280,390]
//                         [--pages 100] [--start /path] [--scheme dark] [--thorough] [--at-once 2]
//
// A kind of page (two candidates' pages are of one kind) is read in each language for the first who reaches it,
// and in the first language for a second, whose part in it may be another; --thorough reads it for everyone.
// Links and answers are checked for everyone either way.
// Without --people, one person stands for all who have the same roles; the others are followed only while a page
// of the authorization matrix is unread, and one that stays so is a finding (unread.mjs). Where there are no demo
// people (the gallery), the pages are read as they are, without signing in. --at-once people are followed side by
// side, each in a window of her own.
//
// Exit 0: nothing found. Exit 1: findings, one line each. Exit 3: the server or the browser failed.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { demoPeople, readArguments, signIn, startBrowser } from "./browser.mjs";
import { inlineParts, readNarrow, readPage, runAxe } from "./checks.mjs";
import { Crawl, kindOf } from "./crawl.mjs";
import { Unread } from "./unread.mjs";

const options = readArguments(process.argv.slice(2));
const base = options._[0];
if (!base) {
  console.error("usage: node run.mjs BASE_URL [--shots FOLDER] [--people id,id]");
  process.exit(2);
}
const languages = (options.languages ?? "nb,nn,en").split(",");
const widths = (options.widths ?? "1280,390").split(",").map(Number);
const starts = (options.start ?? "/").split(",");
const most = Number(options.pages ?? 100);
const atOnce = Number(options["at-once"] ?? 2);
const unread = new Unread();
let findings = 0;
let visits = 0;

function report(where, lines) {
  for (const line of lines) {
    findings += 1;
    console.log(`FOUND  ${where}: ${line}`);
  }
}

/** What the browser complains about while a page loads and runs. */
function listen(page) {
  const heard = [];
  page.on("console", (message) => message.type() === "error" && heard.push(`console: ${message.text()}`));
  page.on("pageerror", (error) => heard.push(`script: ${error.message}`));
  return () => heard.splice(0);
}

const slugOf = (text) => text.toLowerCase().replace(/[^a-zæøå0-9]+/g, "_").replace(/^_|_$/g, "").slice(0, 80) || "home";

/** One person for each set of roles, or those asked for; and those whom they stand for. */
function chosen(people) {
  if (options.people) {
    const wanted = options.people.split(",");
    return [people.filter((person) => options.people === "all" || wanted.includes(person.id)), []];
  }
  const kinds = new Map(people.map((person) => [JSON.stringify([...person.roles].sort()), person]).reverse());
  const first = [...kinds.values()].reverse();
  return [first, people.filter((person) => !first.includes(person))];
}

async function shoot(page, name) {
  if (options.shots) {
    mkdirSync(options.shots, { recursive: true });
    await page.screenshot({ path: join(options.shots, `${name}.png`), fullPage: true });
  }
}

async function visit(page, heard, who, language, path) {
  const answer = await page.goto(new URL(path, base).href, { waitUntil: "load" });
  visits += 1;
  if (!answer || answer.status() >= 400) {
    report(`${who} ${language} ${path}`, [`status ${answer?.status()}`]);
    heard();
    return;
  }
  const inline = inlineParts(await answer.text());
  report(`${who} ${language} ${path}`, inline);
  for (const width of widths) {
    await page.setViewportSize({ width, height: width < 600 ? 844 : 900 });
    const where = `${who} ${language} ${width} ${path}`;
    await shoot(page, `${who}-${language}-${width}-${slugOf(path)}`);
    report(where, [...(await readPage(page, language === "-" ? null : language, width)), ...(await runAxe(page))]);
  }
  report(`${who} ${language} ${path}`, await readNarrow(page));
  unread.meet(answer.url());
  report(`${who} ${language} ${path}`, heard());
}

/** Changes the language the way a person does: with the buttons in the frame. */
async function choose(page, language) {
  await page.goto(new URL(starts[0], base).href);
  await page.locator(`button[name=language][value=${language}]`).first().click();
  await page.waitForLoadState("load");
}

const readers = new Map();

/** Whether nobody has read this kind of page in this language; in the first language, fewer than two others. */
function isNew(language, path, who) {
  const kind = `${language} ${kindOf(path)}`;
  const before = readers.get(kind) ?? new Set();
  readers.set(kind, before.add(who));
  const enough = language === languages[0] ? 2 : 1;
  return Boolean(options.thorough) || [...before].indexOf(who) < enough;
}

/** Reads what this person reaches; of a stand-in only what is still unread. */
async function read(browser, person, standsIn = false) {
  const colorScheme = options.scheme ?? "light";
  const context = await browser.newContext({ locale: "nb-NO", colorScheme, viewport: { width: widths[0], height: 900 } });
  const page = await context.newPage();
  const heard = listen(page);
  if (person) {
    await signIn(context, base, person.id);
  }
  const who = person ? slugOf(person.name) : "anyone";
  const crawl = new Crawl(base, starts, most);
  const reached = await crawl.run(page);
  const missing = unread.missing();
  const paths = standsIn ? reached.filter((path) => missing.includes(unread.routeOf(path))) : reached;
  heard();
  report(who, crawl.broken);
  for (const language of !paths.length ? [] : person ? languages : ["-"]) {
    if (person) {
      await choose(page, language);
      heard();
    }
    for (const path of paths.filter((path) => isNew(language, path, who))) {
      await visit(page, heard, who, language, path);
    }
  }
  if (paths.length || !standsIn) {
    const bound = reached.length < most ? "" : ", as many as --pages allows";
    console.log(`read   ${who}: ${paths.length} pages${bound}`);
  }
  await context.close();
}

let browser;
try {
  browser = await startBrowser();
  const [people, others] = chosen(await demoPeople(base));
  const waiting = [null, ...people];
  const window = async () => {
    while (waiting.length) {
      await read(browser, waiting.shift());
    }
  };
  await Promise.all(Array.from({ length: atOnce }, window));
  // Where not everything is asked for, what is missing says nothing.
  if (people.length && !options.people && !options.start) {
    for (const person of others) {
      if (unread.missing().length) {
        await read(browser, person, true);
      }
    }
    report("pages", unread.findings());
  }
} catch (error) {
  console.error(error.message);
  process.exitCode = 3;
} finally {
  await browser?.close();
}
console.log(`${findings} findings in ${visits} visits`);
process.exitCode ??= findings ? 1 : 0;
