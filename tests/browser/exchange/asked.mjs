// All are asked at once, while one is away: each answer has a name of its own, and a late one is taken.
import assert from "node:assert/strict";
import { ask, STUDENT } from "./consent.mjs";

// Requirements
export const tells = "all are asked at once: two answer, one does not share, one is away and answers when it is back";

const ANSWERED_WITHIN = 60_000;

/** Waits until the page, which reads itself anew, shows each institution with its answer. */
export async function answered(officer, wanted) {
  const until = Date.now() + ANSWERED_WITHIN;
  const shown = async () => {
    const rows = await officer.page.locator("main tbody tr").allInnerTexts();
    return Object.entries(wanted).every(([name, answer]) => rows.some((row) => row.includes(name) && row.includes(answer)));
  };
  while (!(await shown().catch(() => false))) {
    assert.ok(Date.now() < until, `not all have answered: ${await officer.text()}`);
    await officer.page.waitForTimeout(500);
  }
}

/** Sends the office away, or calls it back, and waits until it is so. */
async function stands({ demo, away }, there) {
  process.kill(demo, there ? "SIGUSR2" : "SIGUSR1");
  const answers = () => fetch(new URL("/health", away)).then(() => true, () => false);
  for (const until = Date.now() + 15_000; (await answers()) !== there; ) {
    assert.ok(Date.now() < until, `${away} does not ${there ? "come back" : "go away"}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export async function walk(cast, story) {
  await stands(story, false);
  const officer = await cast.person("Tor Lien");
  try {
    await ask(officer, STUDENT.number, "consent");
    await officer.says("Alle institusjonene er spurt.");
    await answered(officer, {
      "Fjordby universitet": "resultater kom",
      "Vidda høgskole": "resultater kom",
      "Skjærgård universitet": "deler ikke resultater",
      "Fjellheim høgskole": "venter",
    });
    await officer.says("Siden oppdaterer seg selv til alle har svart.");
  } finally {
    await stands(story, true);
  }
  await answered(officer, { "Fjellheim høgskole": "resultater kom" });
  const source = await (await cast.at(story.asks)).person(STUDENT.name);
  await source.follow("Deling av resultater");
  await source.says("Nordlys universitet", "resultater kom");
}
