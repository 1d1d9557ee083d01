// The coordinator begins the plan, has two drafts made, sees the search go on, stops it, and compares.
import assert from "node:assert/strict";

// Requirements: F-05, J-07
export const tells = "a plan is begun, a search is seen to go on by itself and is stopped, and two drafts stand side by side";

export async function walk(cast, { term }) {
  const planner = await cast.person("Kari Nygård");
  await planner.follow("Eksamensplaner");
  await planner.choose("unit", "Det humanistiske fakultet");
  await planner.choose("term", term.code);
  await planner.pick("series", "ordinary");
  await planner.type("first_on", term.written(0));
  await planner.type("last_on", term.written(-1));
  await planner.push("Begynn planen");
  await planner.says("Planen er begynt.", "Planen har ingen utkast ennå.");
  await planner.type("name", "Hovedforslag");
  await planner.type("seconds", "240");
  await planner.push("Søk");
  await planner.says("Søket begynner.");
  await goesOn(planner);
  await planner.push("Stopp, og behold det beste");
  await planner.says("Søket stopper");
  await planner.page.getByText("% ferdig av").waitFor({ state: "detached", timeout: 30_000 });
  await planner.says("Brutte krav", "Kollisjoner", "HIS-2001");
  await planner.follow(/^Eksamensplan: /);
  await planner.type("name", "Alternativ");
  await planner.type("seconds", "1");
  await planner.type("seed", "7");
  await planner.push("Søk");
  await planner.page.getByText("% ferdig av").waitFor({ state: "detached", timeout: 60_000 });
  await planner.follow(/^Eksamensplan: /);
  await planner.says("Utkast side om side", "1. Hovedforslag", "2. Alternativ", "Ønsker møtt");
}

/** The page shows more and more of the search, and nobody has to ask for it. */
async function goesOn(planner) {
  const share = async () => Number((await planner.page.getByText(/Søket er \d+ % ferdig av/).innerText()).match(/(\d+) %/)[1]);
  const share0 = await share();
  await planner.page.waitForFunction((before) => {
    const told = document.querySelector("main")?.innerText.match(/Søket er (\d+) % ferdig av/);
    return told && Number(told[1]) > before;
  }, share0, { timeout: 30_000, polling: 200 });
  assert.ok((await share()) > share0);
}
