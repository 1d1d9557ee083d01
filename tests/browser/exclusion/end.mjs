// The day after its last one nobody knows of it any more, and the student has that in writing.
import { told } from "./elsewhere.mjs";
import { STUDENT } from "./suspicion.mjs";

// Requirements: Q-28
export const tells = "after its last day it is gone everywhere, and the student holds a certificate of it";

export async function walk(cast, story) {
  await story.clocks.are(61, "10:00");
  await told(cast, story, (rows) => !rows.includes("EKSAMENN") && !rows.includes("KARANTENEN"));
  const student = await cast.person(STUDENT.name);
  await student.follow("Utestenging om meg");
  await student.says("Ingenting er registrert om deg.");
  await student.follow("Brev til meg");
  await student.comes("Bekreftelse på sletting av utestenging");
}
