// An appeal after the last day is judged, refused with its reasons, and answered by letter.
import { openAppeal } from "./appeal.mjs";

// Requirements: O-03, O-04
export const tells = "an appeal after the last day is judged by an officer and refused with its reasons, by letter";

export async function walk(cast, { days }) {
  const student = await cast.person("Hanna Brekke");
  await student.follow("Resultat");
  await student.follow("Klag på karakteren", new RegExp(days.told.nn));
  await days.is(44, "09:00");
  await student.tick("understood");
  await student.push("Send klaga");
  await student.says("Skriv kvifor klaga kjem etter fristen", "mest sannsynleg avvist");
  await student.tick("no_reason");
  await student.push("Send klaga");
  await student.says("kom for seint");
  const officer = await cast.person("Ingrid Solberg");
  await officer.follow("Klager");
  await officer.choose("state", "kom for sent");
  await officer.push("Vis");
  await officer.tabTo((at) => at.tag === "a" && at.text.includes(days.told.nb), "the late appeal");
  await officer.leave("Enter");
  await officer.pick("excused", "no");
  await officer.push("Avgjør");
  await officer.says("Skriv hva du har lagt vekt på.");
  await officer.type("assessment", "Klagaren har ikkje oppgitt nokon grunn til at klaga kom seint.");
  await officer.push("Avgjør");
  await officer.says("Avgjørelsen er registrert.", "avvist");
  await days.is(44, "09:10");
  await student.follow("Brev til meg");
  await student.says("avvist");
}
