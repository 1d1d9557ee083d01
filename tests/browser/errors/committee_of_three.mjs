// After the appeal the board appoints three: two disagree, and the third, from outside, decides.
import assert from "node:assert/strict";

// Requirements: M-03, M-14, O-09
export const tells = "a new committee of three grades after the appeal; two disagree, the third decides, all three sign";

const THREE = ["Knut Bakke", "Solveig Haug", "Terje Myhre"];

export async function walk(cast, { api, days, appeal }) {
  await days.is(11, "09:00");
  const board = await cast.open("Jon Vik", `/appeals/${appeal}`);
  for (const name of THREE) {
    await board.tabTo((at) => at.field === "members" && at.name.includes(name), name);
    await board.press("Space");
  }
  await board.type("case_ref", "Sak 27/40");
  await board.push("Oppnevn");
  await board.says("Kommisjonen er oppnevnt.", ...THREE);
  const officer = await cast.open("Ingrid Solberg", `/appeals/${appeal}`);
  await officer.push("Lag pakken");
  await officer.push("Send til kommisjonen");
  await officer.says("Pakken er sendt.");
  const { committees } = await api.ask("Ingrid Solberg", `/api/appeals/${appeal}`);
  const { id, candidate_number: number } = committees[0];
  const grade = async (name, given) => {
    const examiner = await cast.open(name, `/examining/${id}`);
    await examiner.type(`grade-${number}`, given);
    await examiner.push("Lagre karakterene");
    await examiner.says("Karakterene er lagret.");
    return examiner;
  };
  const first = await grade(THREE[0], "B");
  const idle = await cast.open(THREE[2], `/examining/${id}`);
  assert.equal(await idle.page.locator(`[name=grade-${number}]`).count(), 0, "the third grades only where two disagree");
  await grade(THREE[1], "C");
  await first.page.reload();
  await first.hides(">Lukk protokollen<");
  await cast.open("Jon Vik", `/committees/${id}/third`);
  await board.says("Det er alt kalt inn en tredje sensor.");
  const third = await grade(THREE[2], "B");
  await third.push("Lukk protokollen");
  for (const name of THREE) {
    const examiner = await cast.open(name, `/examining/${id}`);
    await examiner.follow("Åpne protokollen");
    await examiner.tick("confirm");
    await examiner.push("Skriv under på protokollen");
    await examiner.says("Du har skrevet under på protokollen.");
  }
  await cast.open("Ingrid Solberg", `/appeals/${appeal}`);
  await officer.push("Registrer resultatet");
  await officer.says("Resultatet er registrert, og studenten har fått brev.");
  const student = await cast.open("Hanna Brekke", "/my/results");
  await student.says(/Karakter\s+B/, "C, kunngjord");
}
