// Enhancements of pages that work without them: sending once, filtering a table, walking a desk by keys.
"use strict";

(() => {
  const each = (selector, action) => document.querySelectorAll(selector).forEach(action);

  // A form is sent once, however often the button is pressed. Coming back to the page opens it again;
  // the form's act id makes a second sending count as the first.
  const guard = (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) {
        event.preventDefault();
        return;
      }
      form.dataset.sent = "yes";
      form.setAttribute("aria-busy", "true");
    });
  };
  const open = (form) => {
    delete form.dataset.sent;
    form.removeAttribute("aria-busy");
  };

  // A filter narrows the rows of its table to those that hold every word typed.
  const filter = (field) => {
    const table = document.getElementById(field.dataset.filter);
    const input = field.querySelector("input");
    const count = field.querySelector("[role=status]");
    if (!table || !input) {
      return;
    }
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    const texts = rows.map((row) => row.textContent.toLocaleLowerCase("nb"));
    const narrow = () => {
      const words = input.value.toLocaleLowerCase("nb").split(/\s+/).filter(Boolean);
      let shown = 0;
      rows.forEach((row, place) => {
        row.hidden = !words.every((word) => texts[place].includes(word));
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = words.length
        ? field.dataset.count.replace("%s", shown).replace("%t", rows.length)
        : "";
    };
    input.addEventListener("input", narrow);
    input.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && input.value) {
        event.preventDefault();
        input.value = "";
        narrow();
      }
    });
    field.hidden = false;
  };

  // In a desk table the arrow keys lead to the same control in the next or previous row.
  const controls = (row) => [...row.querySelectorAll("a[href], button, input:not([type=hidden]), select")];
  const walk = (table) => {
    table.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const from = event.target.closest("tbody tr");
      if (!step || !from || event.target.matches("select, textarea, input[type=radio], input[type=number]")) {
        return;
      }
      const rows = [...table.querySelectorAll("tbody tr:not([hidden])")].filter((row) => controls(row).length);
      const row = rows[rows.indexOf(from) + step];
      if (row) {
        const place = controls(from).indexOf(event.target);
        event.preventDefault();
        (controls(row)[place] ?? controls(row)[0]).focus();
      }
    });
  };

  // On a narrow page a table's rows are set as small cards, each value under its column's name. The roles
  // say that it still is a table.
  const roles = { THEAD: "rowgroup", TBODY: "rowgroup", TR: "row", TD: "cell" };
  const label = (table) => {
    const heads = [...(table.tHead?.rows[0]?.cells ?? [])].map((head) => head.textContent.trim());
    const rows = [...table.tBodies].flatMap((body) => [...body.rows]);
    if (!heads.length || rows.some((row) => row.cells.length !== heads.length)) {
      return;
    }
    rows.forEach((row) => [...row.cells].forEach((cell, place) => {
      cell.dataset.label = heads[place];
      cell.toggleAttribute("data-bare", !cell.textContent.trim() && !cell.querySelector("input, button, img"));
    }));
    table.setAttribute("role", "table");
    table.querySelectorAll("thead, tbody, tr, td").forEach((part) => part.setAttribute("role", roles[part.tagName]));
    table.querySelectorAll("th").forEach((head) =>
      head.setAttribute("role", head.closest("thead") ? "columnheader" : "rowheader"));
    table.dataset.labelled = "";
  };

  // The Tab key stops at a table's frame only where there is something to scroll to.
  const stop = (frame) => {
    const scrolls = () => frame.scrollWidth > frame.clientWidth;
    new ResizeObserver(() => {
      scrolls() ? frame.setAttribute("tabindex", "0") : frame.removeAttribute("tabindex");
    }).observe(frame);
  };

  // A barcode reader ends with Enter. Where checks are to be made, that leads to the first of them; Enter there
  // ticks it and leads on, and after the last one sends. A figure means that the next barcode has been read
  // too early: what it brings, its Enter too, is left out and said, so that no answer takes another's place.
  const checks = (form) => {
    const field = form.querySelector("[data-barcode]");
    const boxes = [...form.querySelectorAll("[data-check]")];
    if (!field || !boxes.length) {
      return;
    }
    const unfinished = form.querySelector("[data-unfinished]");
    let leftOut = false;
    const onward = () => {
      const next = boxes.find((box) => !box.checked);
      next ? next.focus() : form.requestSubmit();
    };
    // What was seen of one paper says nothing of the next.
    field.addEventListener("input", () => boxes.forEach((box) => { box.checked = false; }));
    field.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey && field.value && boxes.some((box) => !box.checked)) {
        event.preventDefault();
        onward();
      }
    });
    boxes.forEach((box) => box.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && !event.ctrlKey) {
        event.preventDefault();
        if (leftOut) {
          leftOut = false;
          return;
        }
        box.checked = true;
        onward();
      } else if (/^\d$/.test(event.key)) {
        leftOut = true;
        if (unfinished) {
          unfinished.textContent = unfinished.dataset.unfinished.replace("%s", field.value);
          unfinished.hidden = false;
        }
      } else if (event.key === "Escape") {
        leftOut = false;
        field.value = "";
        field.focus();
      }
    }));
  };

  const print = (button) => {
    button.addEventListener("click", () => window.print());
    button.hidden = false;
  };

  // F2 leads to the field a barcode reader writes into, or else to the search field;
  // Ctrl+Enter sends the form one stands in.
  const shortcuts = (event) => {
    if (event.key === "F2") {
      const field = document.querySelector("[data-barcode], [data-filter]:not([hidden]) input, input[type=search]");
      if (field) {
        event.preventDefault();
        field.focus();
        field.select();
      }
    } else if (event.key === "Enter" && event.ctrlKey) {
      const form = event.target.closest?.("form");
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button[type=submit], button:not([type])"));
      }
    }
  };

  const start = () => {
    each("form[method=post]", guard);
    each("[data-filter]", filter);
    each("[data-print]", print);
    each(".k-table", label);
    each(".k-scroll", stop);
    each("form:has([data-check])", checks);
    each("table[data-desk]", walk);
    document.addEventListener("keydown", shortcuts);
    // A number that was refused is read anew: the next barcode goes nowhere else.
    const number = document.querySelector("[data-barcode][aria-invalid]");
    (number ?? document.querySelector("[data-focus]"))?.focus();
    number?.select();
  };
  window.addEventListener("pageshow", () => each("form[data-sent]", open));
  start();
})();
