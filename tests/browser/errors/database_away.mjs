// The database does not answer while a form is sent; it answers again a moment later.
import { readdirSync, readFileSync } from "node:fs";
import { fillIn, holds, TYPED } from "./typed.mjs";

export const tells = "the database is away: the officer reads that nothing is lost, and sends what she typed once it is back";

export async function walk(cast, { days, demo }) {
  const officer = await cast.open("Ingrid Solberg", "/exams/new");
  const typed = { ...TYPED, term: days.term, kind: "tidlig", date: days.written(3) };
  await fillIn(officer, typed);
  const database = demo ? descendants(Number(demo), "postgres") : [];
  if (!database.length) {
    console.log("SKIPPED database_away: --demo names no process with a database of its own");
    return;
  }
  database.forEach((pid) => process.kill(pid, "SIGSTOP"));
  try {
    await officer.page.getByRole("button", { name: "Lagre" }).click({ timeout: 60000 });
    await officer.page.waitForFunction(() => document.body.innerText.includes("Send på nytt"), null, { timeout: 60000 });
    await officer.says("Kandidat får ikke tak i databasen akkurat nå", "Ingenting av det som er lagret, er gått tapt");
    await holds(officer, { ...TYPED, term: days.term });
  } finally {
    database.forEach((pid) => process.kill(pid, "SIGCONT"));
  }
  await officer.push("Send på nytt");
  await officer.says("Eksamenen er opprettet", days.told.nb);
}

/** The processes of this name that a process has started, and those that they have. */
function descendants(pid, name) {
  const running = readdirSync("/proc").filter((entry) => /^\d+$/.test(entry)).flatMap(status);
  const children = (parent) => running.filter((one) => one.parent === parent);
  const below = (parent) => children(parent).flatMap((one) => [one, ...below(one.pid)]);
  return below(pid).filter((one) => one.name === name).map((one) => one.pid);
}

function status(entry) {
  try {
    const [, pid, name, parent] = readFileSync(`/proc/${entry}/stat`, "utf8").match(/^(\d+) \((.*)\) \S (\d+)/);
    return [{ pid: Number(pid), name, parent: Number(parent) }];
  } catch {
    return [];
  }
}
