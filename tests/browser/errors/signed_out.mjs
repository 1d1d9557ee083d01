// The session ends while a form is being filled in.
import assert from "node:assert/strict";
import { signIn } from "../browser.mjs";
import { fillIn, TYPED } from "./typed.mjs";

export const tells = "signed out in the middle of a form, the officer signs in in another tab and sends what she typed";

export async function walk(cast, { base, api, days }) {
  const planned = async () => (await api.ask("Ingrid Solberg", `/api/exams?term=${days.term}`)).total;
  const before = await planned();
  const officer = await cast.open("Ingrid Solberg", "/exams/new");
  await fillIn(officer, { ...TYPED, term: days.term, kind: "kontinuasjon", date: days.written(2) });
  await officer.page.context().clearCookies();
  await officer.push("Lagre");
  await officer.says("Du er logget ut", "alt du skrev, står fortsatt");
  assert.equal(await planned(), before, "nothing is stored for somebody who is signed out");
  await signIn(officer.page.context(), base, await api.id("Ingrid Solberg"));
  await officer.push("Send på nytt");
  await officer.says("Du har logget inn på nytt", "ingenting er lagret ennå");
  await officer.push("Send på nytt");
  await officer.says("Eksamenen er opprettet", days.told.nb);
  assert.equal(await planned(), before + 1);
}
