// A Chromium of this machine, started quietly, and what every browser test needs from it.
import { chromium } from "playwright-core";
import { existsSync } from "node:fs";

const CANDIDATES = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Starts the browser, or says in one line what is missing. */
export async function startBrowser() {
  const executablePath = CANDIDATES.find((path) => path && existsSync(path));
  if (!executablePath) {
    throw new Error("no Chromium found: install the package chromium, or name one in CHROMIUM");
  }
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/** Reads `--name value` and `--flag` from the command line; what is left over stands under `_`. */
export function readArguments(argv) {
  const found = { _: [] };
  for (let place = 0; place < argv.length; place += 1) {
    if (!argv[place].startsWith("--")) {
      found._.push(argv[place]);
      continue;
    }
    const name = argv[place].slice(2);
    const value = argv[place + 1] && !argv[place + 1].startsWith("--") ? argv[++place] : "yes";
    found[name] = found[name] ? `${found[name]},${value}` : value;
  }
  return found;
}

/** The demo's people, or none where the server is not a demo (the gallery). */
export async function demoPeople(base) {
  const answer = await fetch(new URL("/demo/people", base));
  if (!answer.ok) {
    return [];
  }
  const body = await answer.json();
  return Array.isArray(body) ? body : body.people;
}

/** Signs a demo person in; the cookie stays in the context. */
export async function signIn(context, base, person) {
  const answer = await context.request.post(new URL("/demo/login", base).href, {
    form: { person },
    headers: { origin: new URL(base).origin },
  });
  if (!answer.ok()) {
    throw new Error(`${person} could not sign in: ${answer.status()}`);
  }
}
