// The board appoints a new committee, in which nobody of the first can sit.
import assert from "node:assert/strict";
import { openAppeal } from "./appeal.mjs";

// Requirements: O-05
export const tells = "the board appoints a new committee; nobody who sat in the first is offered";

const NEW = ["Knut Bakke", "Solveig Haug"];
const OLD = ["Foss", "Tveit", "Rønning"];

export async function walk(cast, { days }) {
  const board = await cast.person("Jon Vik");
  await openAppeal(board, days);
  const offered = await board.page.locator("input[name=members] + label").allInnerTexts();
  assert.deepEqual(offered.filter((name) => OLD.some((old) => name.includes(old))), []);
  await board.push("Oppnevn");
  await board.says("Skjemaet er ikke sendt", "Klagekommisjonen har for få sensorer.", "uhl. § 11-11");
  for (const name of NEW) {
    await board.tabTo((at) => at.field === "members" && at.name.includes(name), name);
    await board.press("Space");
  }
  await board.type("case_ref", "Sak 27/31");
  await board.push("Oppnevn");
  await board.says("Kommisjonen er oppnevnt.", ...NEW);
}
