// Each key of the list in the footer leads where the list says.
import assert from "node:assert/strict";

export const tells = "F2, F6 and the arrow keys lead an officer where the list of keys says";

const inMenu = (at) => at.menu === "Hovedmeny";
const inTabs = (at) => at.menu === "Sider for eksamenen";
const inAside = (at) => at.region === "aside";
const nowhere = (at) => at.tag === "body";

export async function walk(cast) {
  const officer = await cast.open("Ingrid Solberg", "/desk");
  await listsItsKeys(officer);
  await tasks(officer);
  await cast.open("Ingrid Solberg", "/exams");
  await officer.leads("F2", (at) => at.field === "q", "the search field");
  await officer.leads("F6", (at) => at.row, "the first row");
  const first = (await officer.focus()).name;
  await officer.leads("ArrowDown", (at) => at.row && at.name !== first, "the next row");
  await officer.leads("ArrowUp", (at) => at.row && at.name === first, "the row before");
  await officer.leave("Enter");
  await regions(officer);
  await cast.open("Ingrid Solberg", "/exams/new");
  await officer.leads("F2", (at) => at.field === "course", "the first field");
  await cast.open("Ingrid Solberg", "/desk");
}

async function listsItsKeys(officer) {
  const listed = await officer.page.locator(".k-keys dt").allTextContents();
  assert.deepEqual(listed, ["F2", "F6", "Ctrl + Enter", "↑ ↓", "Esc"]);
}

/** The first arrow leads from where the page begins to the first task, where F2 leads too. */
async function tasks(officer) {
  const names = (await officer.page.locator(".k-task-step").allTextContents()).map((name) => name.trim());
  assert.ok(names.length > 1, "the demonstration has two tasks for an officer");
  await officer.leads("ArrowDown", (at) => at.name === names[0], "the first task");
  await officer.leads("ArrowDown", (at) => at.row && at.name === names[1], "the second task");
  await officer.leads("ArrowUp", (at) => at.row && at.name === names[0], "the first task again");
  await officer.leads("Shift+F6", inMenu, "the menu");
  await officer.leads("F2", (at) => at.row && at.name === names[0], "the first task");
}

/** Round the page of an exam, and back the other way. */
async function regions(officer) {
  const places = [[inMenu, "the menu"], [inTabs, "the tabs"], [(at) => at.region === "main", "the content"], [inAside, "what stands beside it"]];
  for (const [wanted, what] of places) {
    await officer.leads("F6", wanted, what);
  }
  await officer.leads("F6", nowhere, "the browser's own");
  for (const [wanted, what] of places.toReversed()) {
    await officer.leads("Shift+F6", wanted, what);
  }
  await officer.leads("Shift+F6", nowhere, "the browser's own");
}
