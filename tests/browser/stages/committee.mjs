// The officer proposes examiners, the board appoints.
import { openExam } from "../places.mjs";

// Requirements: L-06, A-10, B-04, L-16
export const tells = "the officer proposes two examiners, who accept, and the board's secretary registers the appointment";

export async function walk(cast, story) {
  await propose(cast, story, { "member-1": "Foss", "member-2": "Tveit" });
  await accept(cast, "Marit Foss");
  await accept(cast, "Geir Tveit");
  await appoint(cast, story, "Sak 27/14", "Marit Foss", "Geir Tveit");
}

export async function propose(cast, story, seats) {
  const officer = await cast.person("Ingrid Solberg");
  await openExam(officer, story, "Sensorer");
  for (const [seat, name] of Object.entries(seats)) {
    await officer.choose(seat, name);
  }
  await officer.push("Send forslaget til styret");
  await officer.says("Forslaget er sendt til styret.", "Forslaget oppfyller kravene.");
}

export async function appoint(cast, story, caseNumber, ...names) {
  const board = await cast.person("Jon Vik");
  await openExam(board, story, "Sensorer");
  await board.push("Registrer oppnevningen");
  await board.says("Skjemaet er ikke sendt");
  await board.type("case_ref", caseNumber);
  await board.push("Registrer oppnevningen");
  await board.says("Oppnevningen er registrert.", ...names);
}

/** Whoever is asked takes the assignment on, and reads the deadline first. */
export async function accept(cast, name) {
  const examiner = await cast.person(name);
  await examiner.follow("Sensur");
  await examiner.follow("Svar på forespørselen");
  await examiner.says("Sensurfrist");
  await examiner.push("Send svaret");
  await examiner.says("Skjemaet er ikke sendt");
  await examiner.pick("answer", "yes");
  await examiner.push("Send svaret");
  await examiner.says("Du har tatt oppdraget");
}

/** The department gives the answers to those who have not got them. */
export async function handOver(cast, story) {
  const officer = await cast.person("Ingrid Solberg");
  await openExam(officer, story, "Sensur");
  await officer.push("Gi besvarelsene til sensorene");
  await officer.hides(">Gi besvarelsene til sensorene<");
}
