// Three hand in on their own page and hold a receipt; handing in again replaces the file.
export const tells = "three students hand in on their own page and hold a receipt, one of them twice";

const STUDENTS = [
  ["Kristoffer Eng", "Lever besvarelse", "Lever", "Besvarelsen er mottatt."],
  ["Hanna Brekke", "Lever svar", "Lever", "Svaret er motteke."],
  ["Lina Oksavik", "Hand in the answer", "Hand in", "The answer has been received."],
];

export async function walk(cast, { days }) {
  await days.is(0, "11:00");
  for (const [name, link, button, done] of STUDENTS) {
    const student = await cast.person(name);
    await student.page.reload();
    await student.follow(link, days.toldSomehow);
    await handIn(student, button, "First thoughts about the north.\n", done);
  }
  const again = await cast.person("Lina Oksavik");
  const before = await again.page.locator("code.k-reference").innerText();
  await handIn(again, "Hand in", "The north after 1945, at length.\n", "The answer has been received.");
  await again.says("SHA-256");
  await again.hides(before);
}

async function handIn(student, button, text, done) {
  await student.attach("answer", { name: "answer.txt", mimeType: "text/plain", buffer: Buffer.from(text) });
  await student.push(button);
  await student.says(done, "SHA-256");
}
