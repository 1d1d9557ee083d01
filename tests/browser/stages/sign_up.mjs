// Students sign up, each in her own language form; one withdraws, one comes too late and is told why.
import assert from "node:assert/strict";

// Requirements: G-11, G-18
export const tells = "five students sign up in three language forms, one withdraws, one is refused with the reason";

/** Who signs up, by the words on her own pages. */
const STUDENTS = [
  ["Lina Oksavik", "Sign up for HIS-1001", "The registration has been made."],
  ["Hanna Brekke", "Meld meg opp til HIS-1001", "Oppmeldinga er registrert."],
  ["Kristoffer Eng", "Meld meg opp til HIS-1001", "Oppmeldingen er registrert."],
  ["Frida Aasen", "Meld meg opp til HIS-1001", "Oppmeldinga er registrert."],
  ["Emil Ærlend", "Meld meg opp til HIS-1001", "Oppmeldingen er registrert."],
];

export async function walk(cast, story) {
  for (const [name, button, done] of STUDENTS) {
    const student = await cast.person(name);
    await student.push(button, story.days.toldSomehow);
    await student.says(done, story.days.toldSomehow);
  }
  const english = await cast.person("Lina Oksavik");
  await english.says("My exams", "registered");
  assert.equal(await english.page.evaluate(() => document.documentElement.lang), "en");
  const nynorsk = await cast.person("Hanna Brekke");
  assert.equal(await nynorsk.page.evaluate(() => document.documentElement.lang), "nn");
  await nynorsk.says("Eksamenane mine", "oppmeld");
  await withdraw(cast, story);
  await tooLate(cast, story);
}

/** Withdraws, and takes the registration up again while one may. */
async function withdraw(cast, { days }) {
  const student = await cast.person("Kristoffer Eng");
  await student.tabTo((at) => at.tag === "summary" && at.name.startsWith("Trekk meg") && days.toldSomehow.test(at.text), "to withdraw");
  await student.press("Enter");
  await student.says("melde deg opp igjen til og med");
  await student.push("Ja, trekk meg fra HIS-1001", days.toldSomehow);
  await student.says("Oppmeldingen er trukket.", "ikke lenger oppmeldt");
  await student.push("Meld meg opp til HIS-1001", days.toldSomehow);
  await student.says("Oppmeldingen er registrert.");
}

/** The page was opened in time, the button is pressed after the last day. */
async function tooLate(cast, { days }) {
  const student = await cast.person("Isak Utsi");
  await student.says(days.toldSomehow);
  await days.is(-20, "09:00");
  await student.push("Meld meg opp til HIS-1001", days.toldSomehow);
  await student.says("Dette lot seg ikke gjøre", `Fristen var ${days.lastToSignUp}`, "demoforskriften § 3");
  // On the page she stood on, read anew.
  assert.equal(new URL(student.page.url()).pathname, "/my");
  assert.match((await student.focus()).name, /Dette lot seg ikke gjøre/);
  await student.says("Mine eksamener");
  assert.equal(await student.page.getByRole("button", { name: "Meld meg opp til HIS-1001" }).count(), 0);
}
