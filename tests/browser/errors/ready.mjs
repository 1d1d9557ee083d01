// Before the walk: an exam is planned, sat and graded, through the programs' entrance.
import { Api } from "../api.mjs";

export const tells = "an exam is sat by three and graded by two, ready to be closed";

const COURSE = "0193a000-0000-7000-8000-000000000011";
const STUDENTS = { "Lina Oksavik": "en", "Hanna Brekke": "nn", "Kristoffer Eng": "nb" };
const FILES = ["paper&language=nb", "paper&language=nn", "paper&language=en", "guide&language=nb"];

export async function walk(_cast, story) {
  const api = new Api(story.base);
  story.api = api;
  const { days } = story;
  const plan = { course: COURSE, term: days.term, kind: "ordinary", date: days.iso(0), starts_at: "09:00:00", duration_minutes: 240, copies: 1 };
  const exam = (await api.ask("Ingrid Solberg", "/api/exams", plan)).id;
  const registrations = {};
  for (const [name, language] of Object.entries(STUDENTS)) {
    registrations[name] = (await api.ask(name, "/api/my/registrations", { exam, language })).id;
  }
  for (const file of FILES) {
    await api.ask("Siri Lunde", `/api/exams/${exam}/documents?kind=${file}`, `HIS-1001 ${file}\n`, "text/plain");
  }
  await days.is(-5, "10:00");
  await api.ask("Liv Moen", `/api/exams/${exam}/numbering`, {});
  await days.is(0, "11:00");
  for (const [name, registration] of Object.entries(registrations)) {
    await api.ask(name, `/api/my/registrations/${registration}/answer`, `The north, told by ${registration}.\n`, "text/plain");
  }
  const members = [{ examiner: await api.id("Marit Foss") }, { examiner: await api.id("Geir Tveit") }];
  const proposal = (await api.ask("Ingrid Solberg", `/api/exams/${exam}/committee/proposals`, { members })).id;
  const appointed = await api.ask("Jon Vik", `/api/exams/${exam}/committee/appointments`, { proposal, case_ref: "Sak 27/14" });
  await days.is(3, "12:00");
  await api.ask("Ingrid Solberg", `/api/exams/${exam}/hand-over`, { said_yes: members.map((one) => one.examiner) });
  for (const name of ["Marit Foss", "Geir Tveit"]) {
    const { answers } = await api.ask(name, `/api/examining/${appointed.id}`);
    const grades = answers.map(({ number }) => ({ number, grade: "C" }));
    await api.ask(name, `/api/examining/${appointed.id}/standpoints`, grades);
  }
  Object.assign(story, { exam, committee: appointed.id });
}
