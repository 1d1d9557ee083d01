// The new committee grades the answer under its new number and signs.
// Requirements: M-03
export const tells = "the new committee grades under a new number, closes its protocol and signs";

const COMMITTEE = ["Knut Bakke", "Solveig Haug"];

export async function walk(cast, story) {
  const { days, fresh } = story;
  await days.is(24, "09:00");
  for (const name of COMMITTEE) {
    const examiner = await open(cast, name, days);
    await examiner.type(`grade-${fresh}`, "B");
    await examiner.push("Lagre karakterene");
    await examiner.says("Karakterene er lagret.");
  }
  const last = await cast.person(COMMITTEE.at(-1));
  await last.push("Lukk protokollen");
  await last.says("Protokollen er lukket og kan underskrives.");
  for (const name of COMMITTEE) {
    const examiner = await open(cast, name, days);
    await examiner.follow("Åpne protokollen");
    await examiner.tick("confirm");
    await examiner.push("Skriv under på protokollen");
    await examiner.says("Du har skrevet under på protokollen.");
    await examiner.hides("Oksavik");
  }
}

async function open(cast, name, days) {
  const examiner = await cast.person(name);
  await examiner.follow("Sensur");
  await examiner.follow(new RegExp(`^HIS-1001 .*${days.told.nb}$`));
  return examiner;
}
