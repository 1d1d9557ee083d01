// What is pressed twice counts once: double click, with and without the page's script, reload, and back.
import assert from "node:assert/strict";
import { signIn } from "../browser.mjs";
import { fillIn, TYPED } from "./typed.mjs";

export const tells = "a double click, a reload and a second sending after Back plan one exam and close one protocol";

export async function walk(cast, story) {
  const { api, days } = story;
  const officer = await cast.open("Ingrid Solberg", "/exams/new");
  const planned = async () => (await api.ask("Ingrid Solberg", `/api/exams?term=${days.term}`)).total;
  const before = await planned();
  await fillIn(officer, { ...TYPED, term: days.term, kind: "utsatt", date: days.written(1) });
  await pressTwice(officer.page, "Lagre");
  await officer.page.waitForURL(/\/exams\/[0-9a-f-]{36}/);
  assert.equal(await planned(), before + 1, "a double click planned it twice");
  await officer.page.reload();
  await officer.says("HIS-1001", days.told.nb);
  assert.equal(await planned(), before + 1, "a reload planned it again");
  await officer.page.goBack();
  await again(officer, { ...TYPED, term: days.term, kind: "utsatt", date: days.written(1) });
  assert.equal(await planned(), before + 1, "sent again after Back, it was planned again");
  await withoutScript(cast, story, "Ingrid Solberg", `/exams/${story.exam}/grading`, "Lukk protokollen");
  await officer.page.goto(`${story.base}/exams/${story.exam}/grading`);
  await officer.hides(">Lukk protokollen<");
}

/** Presses a button twice in a blink, and waits for the page that comes of it. */
export async function pressTwice(page, button) {
  const moved = page.waitForEvent("framenavigated", { timeout: 30000 });
  await page.getByRole("button", { name: button, exact: true }).dblclick();
  await moved;
  await page.waitForLoadState("load");
}

/** The form stands there as the browser kept it, or empty; what was typed is sent a second time. */
async function again(officer, typed) {
  await fillIn(officer, typed);
  await officer.push("Lagre");
}

/** A double click where no script holds the second one back: both reach the office. */
export async function withoutScript(cast, { base, api }, name, path, button, prepare = async () => {}) {
  const context = await cast.browser.newContext({ javaScriptEnabled: false, locale: "nb-NO" });
  await signIn(context, base, await api.id(name));
  const page = await context.newPage();
  await page.goto(new URL(path, base).href);
  await prepare(page);
  await pressTwice(page, button);
  const text = await page.locator("main").innerText();
  assert.doesNotMatch(text, /lot seg ikke gjøre|let seg ikkje gjere|could not be done/i, `${page.url()}: ${text.slice(0, 200)}`);
  await context.close();
}
