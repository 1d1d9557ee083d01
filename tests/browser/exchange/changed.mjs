// The grade is changed after an appeal at the source: whoever holds it is told, and sees old beside new before
// taking it.
import { Api } from "../api.mjs";
import { HOLDER } from "./degree.mjs";
import { taken } from "./statute.mjs";

// Requirements: R-14
export const tells = "a grade that an appeal has changed at the source is told to who holds it, fetched anew, and taken with old beside new";

export async function walk(cast, story) {
  await appealed(new Api(story.base));
  const officer = await (await cast.at(story.asks)).person("Ragnhild Sæther");
  await officer.follow("Resultatutveksling");
  await officer.follow(/Zahl/);
  await officer.comes("Endret av institusjonen etterpå", "karakteren er endret etter klage");
  await officer.follow("Eksterne studier");
  await officer.comes("institusjon 999");
  await officer.follow(/institusjon 999/, /Zahl/);
  await officer.says("endret", /C\s*→\s*B/);
  await taken(officer);
  await officer.says("HIS-1001");
}

/** Before this: the student appeals late, with a reason, and a new committee gives a better grade. */
async function appealed(api) {
  const [result] = (await api.ask(HOLDER.name, "/api/my/results")).map((one) => one.result);
  const lodged = { result, grounds: "Jeg var innlagt på sykehus.", understood: true };
  const { id } = await api.ask(HOLDER.name, "/api/my/appeals", lodged);
  const appeal = `/api/appeals/${id}`;
  await api.ask("Ingrid Solberg", `${appeal}/late`, { excused: true, assessment: "Han var syk." });
  const seated = ["Knut Bakke", "Solveig Haug"];
  const members = await Promise.all(seated.map((name) => api.id(name)));
  const { committee } = await api.ask("Jon Vik", `${appeal}/committee`, { members });
  await api.ask("Ingrid Solberg", `${appeal}/package`, {});
  await api.ask("Ingrid Solberg", `${appeal}/send`, {});
  for (const name of seated) {
    const { answers } = await api.ask(name, `/api/examining/${committee}`);
    await api.ask(name, `/api/examining/${committee}/standpoints`, answers.map(({ number }) => ({ number, grade: "B" })));
  }
  const { id: protocol } = await api.ask(seated[0], `/api/committees/${committee}/protocols`, {});
  for (const name of seated) {
    const { sha256 } = await api.ask(name, `/api/protocols/${protocol}`);
    await api.ask(name, `/api/protocols/${protocol}/signatures`, { sha256 });
  }
  await api.ask("Ingrid Solberg", `${appeal}/outcome`, {});
}
