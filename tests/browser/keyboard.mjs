// Uses a page by keyboard alone: Tab to a control by the name a screen reader would say, then press keys.

const MOST_TABS = 250;

/** What has the focus: its role, its name, and whether one can see that it has it. */
const focused = () => {
  const e = document.activeElement;
  const labelled = (e.getAttribute("aria-labelledby") ?? "")
    .split(" ")
    .map((id) => document.getElementById(id)?.textContent ?? "")
    .join(" ");
  const fieldset = e.closest("fieldset")?.querySelector("legend")?.textContent ?? "";
  const label = [...(e.labels ?? [])].map((l) => l.textContent).join(" ");
  const name = e.ariaLabel || labelled.trim() || label || e.textContent || e.getAttribute("title") || "";
  const style = getComputedStyle(e);
  const box = e.getBoundingClientRect();
  return {
    tag: e.tagName.toLowerCase(),
    type: e.type ?? "",
    field: e.getAttribute("name") ?? "",
    name: name.replace(/\s+/g, " ").trim(),
    group: fieldset.replace(/\s+/g, " ").trim(),
    value: e.value ?? "",
    text: e.closest("tr, li")?.textContent.replace(/\s+/g, " ").trim() ?? "",
    visible: style.outlineStyle !== "none" || style.boxShadow !== "none",
    inView: box.bottom > 0 && box.top < innerHeight,
  };
};

const fits = (text, wish) => (wish instanceof RegExp ? wish.test(text) : text === wish);

export class Keyboard {
  constructor(page) {
    this.page = page;
    this.pressed = 0;
    this.problems = [];
  }

  async press(key) {
    this.pressed += 1;
    await this.page.keyboard.press(key);
  }

  focus() {
    return this.page.evaluate(focused);
  }

  /** Tabs to the first control that `wanted` accepts; says what was passed if there is none. */
  async tabTo(wanted, what) {
    const passed = [];
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
  }

  /** Writes into the field with this name attribute. */
  async type(field, value) {
    await this.tabTo((at) => at.field === field && at.tag !== "button", `field ${field}`);
    await this.press("Control+a");
    await this.page.keyboard.type(value);
  }

  /** Chooses in a list by typing the beginning of the option's text. */
  async choose(field, beginning) {
    await this.tabTo((at) => at.field === field && at.tag === "select", `list ${field}`);
    await this.page.keyboard.type(beginning);
    const { value } = await this.focus();
    if (!value) {
      throw new Error(`${field}: no option begins with ${beginning}`);
    }
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

  /** Ticks a checkbox. */
  async tick(field, value = "yes") {
    await this.tabTo((at) => at.field === field && at.type === "checkbox" && at.value === value, `box ${field}`);
    if (!(await this.page.evaluate(() => document.activeElement.checked))) {
      await this.press("Space");
    }
  }
}
