// What a person reads in a PDF that the program hands out.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";

/** The words of each page of the PDF at an address, fetched with the person's own session. */
export async function pdfPages(keys, href) {
  const answer = await keys.page.request.get(new URL(href, keys.page.url()).href);
  assert.equal(answer.status(), 200, `${href} is handed out`);
  assert.equal(answer.headers()["content-type"], "application/pdf");
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: await answer.body() }).toString();
  const plain = text.replaceAll("\u2011", "-").replaceAll("\u00a0", " ");
  return plain.split("\f").slice(0, -1);
}
