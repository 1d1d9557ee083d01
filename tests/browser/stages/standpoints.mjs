// Two examiners grade by number, disagree on one, and a third from outside decides.
import { openExam } from "../places.mjs";
import { accept, appoint, handOver, propose } from "./committee.mjs";

// Requirements: M-13, A-18
export const tells = "two examiners grade by number alone and disagree on one; a third, external one decides";

const NAMES = ["Oksavik", "Brekke", "Kristoffer", "Aasen", "Lina", "Hanna"];

export async function walk(cast, story) {
  const { days, numbers } = story;
  await days.is(3, "12:00");
  await handOver(cast, story);
  const first = await open(cast, "Marit Foss", days);
  await give(first, numbers, { Oksavik: "X", Brekke: "C", Eng: "C", Aasen: "C" });
  await first.says("«X» er ikke en karakter");
  await give(first, numbers, { Oksavik: "B" });
  await first.says("Karakterene er lagret.");
  const second = await open(cast, "Geir Tveit", days);
  await second.says("vises når begge har gitt karakter");
  await second.hides("Sensor 1: B", "Sensor 1: C");
  await give(second, numbers, { Oksavik: "C", Brekke: "C", Eng: "C", Aasen: "C" });
  await second.says("Sensor 1: B", "tredje sensor må inn");
  await stuck(cast, story);
  await days.is(4, "09:00");
  await propose(cast, story, { "member-1": "Rønning" });
  await accept(cast, "Hilde Rønning");
  await appoint(cast, story, "Sak 27/15", "Hilde Rønning");
  await handOver(cast, story);
  const third = await open(cast, "Hilde Rønning", days);
  await give(third, numbers, { Oksavik: "C" });
  await third.says("Karakterene er lagret.");
}

/** The examiner's page of the exam, on which nobody's name stands. */
async function open(cast, name, days) {
  const examiner = await cast.person(name);
  await examiner.follow("Sensur");
  await examiner.follow(new RegExp(`^HIS-1001 .*${days.told.nb}$`));
  await examiner.hides(...NAMES);
  return examiner;
}

/** Writes a grade beside each number, and saves. */
async function give(examiner, numbers, grades) {
  for (const [who, grade] of Object.entries(grades)) {
    await examiner.type(`grade-${numbers[who]}`, grade);
  }
  await examiner.push("Lagre karakterene");
}

/** While they disagree, the protocol cannot be closed, and the officer reads why. */
async function stuck(cast, story) {
  const officer = await cast.person("Ingrid Solberg");
  await openExam(officer, story, "Sensur");
  await officer.says("To sensorer er uenige.", /Dette mangler før protokollen kan lukkes/);
  await officer.hides(">Lukk protokollen<");
}
