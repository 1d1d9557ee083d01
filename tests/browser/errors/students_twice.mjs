// Students press twice too: one request for an explanation, one appeal.
import assert from "node:assert/strict";
import { withoutScript } from "./twice.mjs";

export const tells = "a student who presses twice has asked for one explanation, another has lodged one appeal";

export async function walk(cast, story) {
  const { api, days } = story;
  await days.is(10, "09:00");
  const result = async (name) => (await api.ask(name, "/api/my/results")).find((one) => one.term === days.term);
  const lina = (await result("Lina Oksavik")).result;
  await withoutScript(cast, story, "Lina Oksavik", `/my/explanations/new?result=${lina}`, "Ask for an explanation");
  const after = await result("Lina Oksavik");
  assert.ok(after.appeal && !after.appeal.due_on, "the appeal deadline waits for the explanation");
  const hanna = (await result("Hanna Brekke")).result;
  const tick = (page) => page.locator("[name=understood]").check();
  await withoutScript(cast, story, "Hanna Brekke", `/my/appeals/new?result=${hanna}`, "Send klaga", tick);
  const appeals = await api.ask("Ingrid Solberg", "/api/appeals?state=accepted");
  const mine = appeals.filter(({ about }) => about.endsWith(days.term));
  assert.equal(mine.length, 1, "one appeal, not two");
  story.appeal = mine[0].id;
  const student = await cast.open("Hanna Brekke", `/my/appeals/new?result=${hanna}`);
  await student.page.reload();
  assert.match(student.page.url(), /\/my\/appeals\/[0-9a-f-]{36}/, "there is no second form to send");
}
