// The line is lost while a file is handed in: the page stays, and the file can be sent again.
import assert from "node:assert/strict";

export const tells = "a student whose line is lost while handing in keeps her page, reads so, and hands in once it is back";

const ANSWER = { name: "answer.txt", mimeType: "text/plain", buffer: Buffer.from("The north, sent on a train.\n") };

export async function walk(cast) {
  const student = await cast.person("Lina Oksavik");
  const before = await student.page.locator("code.k-reference").innerText();
  const line = student.page.context();
  await student.attach("answer", ANSWER);
  await line.setOffline(true);
  await student.press("Tab");
  await student.press("Enter");
  await lost(student);
  await line.setOffline(false);
  await student.page.getByText("You are back online").waitFor();
  await breaksWhileSending(student, line);
  await student.push("Hand in");
  await student.says("The answer has been received.");
  await student.hides(before);
}

/** The first bytes are on their way when the line goes. */
async function breaksWhileSending(student, line) {
  await student.page.route("**/answer", (route) => new Promise((go) => setTimeout(go, 3000)).then(() => route.abort()));
  await student.tabTo((at) => at.tag === "button" && at.name === "Hand in", "the button");
  await student.press("Enter");
  await student.page.waitForTimeout(500);
  await line.setOffline(true);
  await lost(student);
  await line.setOffline(false);
  await student.page.waitForTimeout(3000);
  await student.page.unroute("**/answer");
}

async function lost(student) {
  await student.page.getByText("The connection was lost").waitFor();
  assert.equal(await student.page.locator("[name=answer]").evaluate((field) => field.files.length), 1, "the file is lost");
}
