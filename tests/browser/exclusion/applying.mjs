// Before anything is decided the student has applied elsewhere, and signed up for an exam where he studies too.
import { Api } from "../api.mjs";
import { Calendar } from "../calendar.mjs";
import { LAST } from "./forgery.mjs";
import { STUDENT } from "./suspicion.mjs";

// Requirements
export const tells = "a programme with two study starts is set up where the student applies, and he applies for both";

/** When the studies of the two choices begin, counted from today: within the period, and on the day after it. */
export const STARTS = [30, LAST + 1];
const APPLY_BY = 20;

export async function walk(cast, story) {
  await programme(await cast.at(story.applies), story);
  await applied(await cast.at(story.applies), story);
  await signedUp(await cast.at(story.studies), story);
}

async function programme(there, { clocks }) {
  const officer = await there.person("Aslak Sara");
  await officer.follow("Søknader");
  await officer.follow("Studieprogrammer");
  await officer.follow("Nytt studieprogram");
  await officer.type("code", "B-REIN");
  await officer.type("name_nb", "Bachelor i reindrift");
  await officer.type("name_nn", "Bachelor i reindrift");
  await officer.type("name_en", "Bachelor in Reindeer Husbandry");
  await officer.choose("unit", "997");
  await officer.type("terms", "21");
  await officer.push("Lagre");
  await officer.says("er ikke et helt tall fra 1 til 20");
  await officer.type("terms", "6");
  await officer.push("Lagre");
  await officer.says("Studieprogrammet er opprettet.");
  for (const start of STARTS) {
    await officer.type("starts_on", clocks.written(start));
    await officer.type("apply_by", clocks.written(APPLY_BY));
    await officer.push("Legg til studiestart");
    await officer.says("Studiestarten er lagt til.");
  }
}

async function applied(there, { clocks }) {
  const applicant = await there.person(STUDENT.name);
  await applicant.follow("Søk om opptak");
  await applicant.push("Send søknaden");
  await applicant.says("Velg minst ett studium");
  const [first, second] = STARTS.map((start) => `B-REIN Bachelor i reindrift, studiestart ${clocks.written(start)}`);
  await applicant.choose("start-1", first);
  await applicant.choose("start-2", second);
  await applicant.push("Send søknaden");
  await applicant.says("Søknaden er sendt.", "ikke avgjort");
  await applicant.hides("utestenging kan ha betydning");
}

/** Two exams of the coming term; he signs up for the first. */
async function signedUp(there, story) {
  const [api, term] = [new Api(there.base), new Calendar(there.base)];
  const courses = await api.ask("Turid Bråten", "/api/courses");
  for (const code of ["KJE-1001", "KJE-1002"]) {
    const { id: course } = courses.find((one) => one.fields.code === code);
    const exam = { course, term: term.term, kind: "ordinary", date: term.iso(0), starts_at: "09:00:00", duration_minutes: 240 };
    await api.ask("Turid Bråten", "/api/exams", exam);
  }
  const student = await there.person(STUDENT.name);
  await student.follow("Mine eksamener");
  await student.push("Meld meg opp til KJE-1001");
  await student.says("Oppmeldingen er registrert.");
}
