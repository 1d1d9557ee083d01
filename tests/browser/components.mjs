// The gallery by keyboard: what kandidat.js adds must work, and the page must work with the keys alone.
//   node components.mjs GALLERY_URL
import assert from "node:assert/strict";
import { startBrowser } from "./browser.mjs";
import { Keyboard } from "./keyboard.mjs";

const base = process.argv[2];
const browser = await startBrowser();
const tests = {
  async "the first Tab offers to skip to the content"(page, keys) {
    await page.goto(`${base}/nb/index.html`);
    await keys.press("Tab");
    assert.equal((await keys.focus()).name, "Gå til innholdet");
    await keys.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement.id), "content");
  },
  async "a form with errors opens at its summary, whose links lead to the fields"(page, keys) {
    await page.goto(`${base}/nb/errors.html`);
    assert.match((await keys.focus()).name, /Skjemaet er ikke sendt/);
    await keys.press("Tab");
    await keys.press("Enter");
    assert.equal((await keys.focus()).field, "text");
  },
  async "the barcode field has the focus, and F2 leads back to it"(page, keys) {
    await page.goto(`${base}/nb/desk.html`);
    assert.equal((await keys.focus()).field, "number");
    await keys.press("Tab");
    await keys.press("F2");
    assert.equal((await keys.focus()).field, "number");
  },
  async "a filter narrows the table and Escape clears it"(page, keys) {
    await page.goto(`${base}/nb/desk.html`);
    await keys.tabTo((at) => at.type === "search", "the filter");
    await page.keyboard.type("åsgård mang");
    assert.equal(await page.locator("tbody tr:visible").count(), 3);
    await keys.press("Escape");
    assert.equal(await page.locator("tbody tr:visible").count(), 40);
  },
  async "the arrow keys walk the rows of a desk"(page, keys) {
    await page.goto(`${base}/nb/desk.html`);
    await keys.tabTo((at) => at.name === "1001", "the first row");
    await keys.press("ArrowDown");
    assert.equal((await keys.focus()).name, "1008");
    await keys.press("ArrowUp");
    assert.equal((await keys.focus()).name, "1001");
  },
  async "a form is sent once, however often one presses"(page, keys) {
    let sent = 0;
    await page.route("**/fields.html", async (route) => {
      if (route.request().method() !== "POST") {
        return route.continue();
      }
      sent += 1;
      await new Promise((resolve) => setTimeout(resolve, 400));
      return route.fulfill({ status: 204 });
    });
    await page.goto(`${base}/nb/fields.html`);
    await keys.tabTo((at) => at.field === "text", "the name");
    await keys.press("Control+Enter");
    await keys.press("Control+Enter");
    await keys.press("Enter");
    await page.waitForTimeout(600);
    assert.equal(sent, 1);
  },
  async "on a phone the menu opens and closes by keyboard"(page, keys) {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`${base}/nb/index.html`);
    assert.equal(await page.locator("#menu").isVisible(), false);
    await keys.tabTo((at) => at.name === "Meny", "the menu button");
    await keys.press("Enter");
    assert.equal(await page.locator("#menu").isVisible(), true);
    await keys.press("Escape");
    assert.equal(await page.locator("#menu").isVisible(), false);
  },
};

let failed = 0;
for (const [name, test] of Object.entries(tests)) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  const keys = new Keyboard(page);
  try {
    await test(page, keys);
    assert.deepEqual(keys.problems, []);
    console.log(`ok      ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAILED  ${name}: ${error.message}`);
  }
  await page.close();
}
await browser.close();
process.exitCode = failed ? 1 : 0;
