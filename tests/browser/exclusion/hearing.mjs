// The student sees the documents and is heard before anything is decided.
import { STUDENT } from "./suspicion.mjs";

// Requirements: P-07
export const tells = "the student reads what it is about, sees the documents and comments";

export const COMMENT = "Notatene stod i boka da jeg fikk den, og jeg så dem ikke.";

export async function walk(cast) {
  const student = await cast.person(STUDENT.name);
  await student.follow("Saker om meg");
  await student.follow(/\d/, /forhåndsvarslet/);
  await student.follow("Sakens dokumenter");
  await student.says("Du har rett til å se dokumentene");
  await student.follow("Tilbake til saken");
  await student.push("Send uttalelsen");
  await student.says("Fyll ut");
  await student.type("comment", COMMENT);
  await student.push("Send uttalelsen");
  await student.says("Uttalelsen er lagret.", COMMENT);
}
