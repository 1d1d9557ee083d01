// Uses a page by keyboard alone: Tab to a control by the name a screen reader would say, then press keys.
import assert from "node:assert/strict";

const MOST_TABS = 250;
const COMES_WITHIN = 60_000;

/** What has the focus, or with `all` what Tab can reach in the page's order: role, name, whether one can see it. */
const read = (all) => {
  const labelText = (e) => [...(e.labels ?? [])].map((label) => label.textContent).join(" ");
  const plain = (text) => (text ?? "").replace(/\s+/g, " ").trim();
  const describe = (e) => {
    const labelled = (e.getAttribute("aria-labelledby") ?? "")
      .split(" ")
      .map((id) => document.getElementById(id)?.textContent ?? "")
      .join(" ");
    // The ring may stand around the field that a box or a radio button belongs to.
    const ringed = [e, e.closest(".ds-field") ?? e].map((one) => getComputedStyle(one));
    const box = e.getBoundingClientRect();
    return {
      tag: e.tagName.toLowerCase(),
      type: e.type ?? "",
      field: e.getAttribute("name") ?? "",
      name: plain(e.ariaLabel || labelled.trim() || labelText(e) || e.textContent || e.getAttribute("title")),
      group: plain(e.closest("fieldset")?.querySelector("legend")?.textContent),
      menu: e.closest("nav")?.ariaLabel ?? "",
      value: e.value ?? "",
      text: plain(e.closest("tr, li, section")?.textContent),
      row: Boolean(e.closest("tbody, .k-tasks")),
      region: e.closest("nav, aside, main")?.tagName.toLowerCase() ?? "",
      visible: ringed.some((style) => style.outlineStyle !== "none" || style.boxShadow !== "none"),
      inView: box.bottom > 0 && box.top < innerHeight,
      current: e === document.activeElement,
    };
  };
  if (!all) {
    return describe(document.activeElement);
  }
  // Of a group of radio buttons, Tab reaches the chosen one, or the first.
  const radio = (e) => document.querySelector(`input[name="${e.name}"]:checked`) ?? document.querySelector(`input[name="${e.name}"]`);
  const reached = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  return [...document.querySelectorAll(reached)]
    .filter((e) => !e.disabled && e.tabIndex >= 0 && e.checkVisibility() && (e.type !== "radio" || radio(e) === e))
    .map(describe);
};

const fits = (text, wish) => (wish instanceof RegExp ? wish.test(text) : text === wish);

export class Keyboard {
  constructor(page) {
    this.page = page;
    this.pressed = 0;
    /** Called with this keyboard whenever it has come to a page. */
    this.arrived = async () => {};
    this.problems = [];
    // Listening from the start: the browser must know before the key is pressed that the dialogue is ours.
    page.on("filechooser", () => {});
  }

  async press(key) {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }

  focus() {
    return this.page.evaluate(read, false);
  }

  /** Presses Tab as often as brings one just before what is wanted, if it lies ahead. */
  async hurry(wanted) {
    const all = await this.page.evaluate(read, true);
    const from = all.findIndex((one) => one.current);
    const tabs = all.slice(from + 1).findIndex(wanted);
    if (!(from >= 0 && wanted(all[from]))) {
      await Promise.all(Array.from({ length: Math.max(tabs, 0) }, () => this.press("Tab")));
    }
  }

  /** Tabs to the first control that `wanted` accepts; says what was passed if there is none. */
  async tabTo(wanted, what) {
    const passed = [];
    await this.hurry(wanted);
    for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
      const at = await this.focus();
      if (wanted(at)) {
        if (!at.visible || !at.inView) {
          this.problems.push(`${this.page.url()}: the focus on “${at.name}” cannot be seen`);
        }
        return at;
      }
      passed.push(at.name.slice(0, 40) || at.tag);
      await this.press("Tab");
    }
    throw new Error(`${this.page.url()}: ${what} is not reached by Tab; passed ${[...new Set(passed)].join(" | ")}`);
  }

  /** A key leads to what `wanted` accepts, and one sees where one is. */
  async leads(key, wanted, what) {
    await this.press(key);
    const at = await this.focus();
    assert.ok(wanted(at), `${this.page.url()}: ${key} leads to “${at.name.slice(0, 60) || at.tag}”, not to ${what}`);
    if (at.tag !== "body" && !(at.visible && at.inView)) {
      this.problems.push(`${this.page.url()}: the focus on “${at.name.slice(0, 60)}” cannot be seen`);
    }
  }

  /** To a link, and Enter. `near`: text of the row or list item that the link stands in. */
  async follow(name, near = /./) {
    await this.tabTo((at) => at.tag === "a" && fits(at.name, name) && near.test(at.text || at.name), `link ${name}`);
    await this.leave("Enter");
  }

  /** To a button, and Enter. */
  async push(name, near = null) {
    const wanted = (at) =>
      at.tag === "button" && fits(at.name, name) && (!near || near.test(at.text));
    await this.tabTo(wanted, `button ${name}`);
    await this.leave("Enter");
  }

  /** Presses a key that leads to another page, and waits for that page. */
  async leave(key) {
    const moved = this.page.waitForEvent("framenavigated", { timeout: 15000 }).catch(() => null);
    await this.press(key);
    await moved;
    await this.page.waitForLoadState("load");
    await this.arrived(this);
  }

  /** Writes into the field with this name attribute. */
  async type(field, value) {
    await this.tabTo((at) => at.field === field && at.tag !== "button", `field ${field}`);
    await this.press("Control+a");
    await this.page.keyboard.type(value);
  }

  /** Chooses in a list with the arrow keys: the first option whose text begins so. */
  async choose(field, beginning) {
    await this.tabTo((at) => at.field === field && at.tag === "select", `list ${field}`);
    const chosen = () => this.page.evaluate(() => {
      const option = document.activeElement.selectedOptions[0];
      return { text: option?.text.trim() ?? "", value: option?.value ?? "" };
    });
    await this.press("Home");
    for (let last = null, at; last !== (at = await chosen()).value; await this.press("ArrowDown")) {
      last = at.value;
      if (at.text.startsWith(beginning) || at.value === beginning) {
        return;
      }
    }
    throw new Error(`${field}: no option begins with ${beginning}`);
  }

  /** Chooses a radio button by value: Tab into the group, then the arrow keys. */
  async pick(field, value) {
    await this.tabTo((at) => at.field === field && at.type === "radio", `choice ${field}`);
    for (let steps = 0; steps < 40; steps += 1) {
      const at = await this.focus();
      if (at.value === value) {
        await this.press("Space");
        return;
      }
      await this.press("ArrowDown");
    }
    throw new Error(`${field}: no choice ${value}`);
  }

  /** Chooses a file for the field with this name, as the machine's own dialogue would. */
  async attach(field, file) {
    await this.tabTo((at) => at.field === field && at.type === "file", `file ${field}`);
    const dialogue = this.page.waitForEvent("filechooser", { timeout: 15000 });
    await this.press("Space");
    await (await dialogue).setFiles(file);
  }

  /** The text of the page's content, as it is read. */
  text() {
    return this.page.locator("main").innerText();
  }

  /** The content must say each of these. */
  async says(...wishes) {
    const text = await this.text();
    for (const wish of wishes) {
      const found = wish instanceof RegExp ? wish.test(text) : text.includes(wish);
      assert.ok(found, `${this.page.url()} does not say ${wish}: ${text.replace(/\s+/g, " ").slice(0, 300)}`);
    }
  }

  /** Reads the page anew until it says all of this: what comes by itself, as letters and answers do. */
  async comes(...wishes) {
    const until = Date.now() + COMES_WITHIN;
    for (let text = await this.text(); !wishes.every((wish) => (wish instanceof RegExp ? wish.test(text) : text.includes(wish))); text = await this.text()) {
      assert.ok(Date.now() < until, `${this.page.url()} does not come to say ${wishes.join(", ")}: ${text.replace(/\s+/g, " ").slice(0, 300)}`);
      await this.page.waitForTimeout(500);
      await this.page.reload();
    }
  }

  /** Nothing of this stands anywhere in the page, seen or unseen. */
  async hides(...secrets) {
    const html = await this.page.content();
    for (const secret of secrets) {
      const found = secret instanceof RegExp ? secret.test(html) : html.includes(secret);
      assert.ok(!found, `${this.page.url()} holds ${secret}`);
    }
  }

  /** Ticks a checkbox. */
  async tick(field, value = "yes") {
    await this.tabTo((at) => at.field === field && at.type === "checkbox" && at.value === value, `box ${field}`);
    if (!(await this.page.evaluate(() => document.activeElement.checked))) {
      await this.press("Space");
    }
  }
}
