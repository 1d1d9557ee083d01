// Enhancements of pages that work without them: sending once, filtering a table, walking pages by keys.
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

  // A file on its way is lost with the page that sends it. So it is sent from beside the page: where the line breaks
  // the page stays, says so, and is ready to send again. What is not accepted is sent by the page, to be shown.
  const line = (note) => {
    const form = note.closest("form");
    let sending = null;
    const say = (words) => {
      note.textContent = words;
      note.hidden = false;
    };
    const stay = () => {
      open(form);
      say(note.dataset.lost);
    };
    const answered = (answer) => (answer.redirected ? location.assign(answer.url) : form.submit());
    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) {
        return;
      }
      event.preventDefault();
      note.hidden = true;
      sending = new AbortController();
      const sent = { method: "POST", body: new FormData(form), signal: sending.signal };
      fetch(form.action, sent).then(answered, stay);
    });
    window.addEventListener("offline", () => sending?.abort());
    window.addEventListener("online", () => !note.hidden && say(note.dataset.back));
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

  const seen = (selector) => [...document.querySelectorAll(selector)].find((part) => part.checkVisibility());
  const ROW = ".k-content :is(tbody, .k-tasks) a[href]";

  // F2 leads to the field a barcode reader writes into, else to the search field, else to the first field of the
  // content, else to the first row.
  const field = () =>
    seen("[data-barcode], [data-filter]:not([hidden]) input, input[type=search]") ??
    seen(".k-content :is(input:not([type=hidden]), select, textarea):enabled") ??
    seen(ROW);

  // F6 goes round the regions of a page, Shift+F6 the other way: the menu, the tabs, the content, what stands
  // beside it, and then the browser's own, as everywhere.
  const BESIDE = ".k-columns > aside";
  const CONTROL = ":is(a[href], summary, :is(button, input:not([type=hidden]), select, textarea):enabled)";
  const SEARCH = "[role=search], .k-filter";
  // What searches and narrows stands before the content that it is about.
  const inside = (focus) => focus.closest(SEARCH)
    ? 1.5
    : [".k-nav, .k-menu-button", ".k-tabs", ".k-content", BESIDE].findIndex((region) => focus.closest(region));
  const regions = () => {
    const content = [...document.querySelectorAll(`.k-content ${CONTROL}`)].filter((part) => part.checkVisibility());
    const outside = (parts) => content.find((part) => !part.closest(parts));
    const aside = document.querySelector(BESIDE);
    return [
      seen(".k-nav [aria-current]") ?? seen(".k-nav a, .k-menu-button"),
      seen(".k-tabs [aria-current]") ?? seen(".k-tabs a"),
      outside(`.k-tabs, .k-heading-row, ${SEARCH}, thead`) ?? outside(".k-tabs") ?? document.getElementById("content"),
      aside && (aside.querySelector(CONTROL) ?? aside),
    ];
  };
  const round = (event) => {
    const focus = document.activeElement;
    const ways = regions().map((stop, place) => ({ stop, place })).filter(({ stop }) => stop);
    const at = inside(focus);
    // From what belongs to no region one goes on from where it stands in the page.
    const ahead = (way) => at < 0
      ? focus === document.body || focus.compareDocumentPosition(way.stop) & Node.DOCUMENT_POSITION_FOLLOWING
      : way.place > at;
    const behind = (way) => (at < 0 ? focus === document.body || !ahead(way) : way.place < at);
    const next = event.shiftKey ? ways.filter(behind).at(-1) : ways.find(ahead);
    if (!next) {
      focus.blur();
      return;
    }
    event.preventDefault();
    if (next.stop.tagName === "ASIDE") {
      next.stop.tabIndex = -1;
    }
    next.stop.focus();
  };

  // On a list of tasks the arrow keys lead from one to the next, the first time from where the page begins.
  const tasks = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const all = [...document.querySelectorAll(".k-task-step")];
    const from = all.indexOf(document.activeElement);
    const begins = document.activeElement.matches("body, main, .k-flash");
    if (!step || (from < 0 && !(begins && step > 0))) {
      return;
    }
    const task = all[from + step];
    if (task) {
      event.preventDefault();
      task.focus();
    }
  };

  // Ctrl+Enter sends the form one stands in.
  const shortcuts = (event) => {
    if (event.key === "F2") {
      const found = field();
      if (found) {
        event.preventDefault();
        found.focus();
        found.select?.();
      }
    } else if (event.key === "F6" && !event.ctrlKey && !event.altKey) {
      round(event);
    } else if (event.key.startsWith("Arrow") && !event.shiftKey && !event.ctrlKey && !event.altKey && !event.metaKey) {
      tasks(event);
    } else if (event.key === "Enter" && event.ctrlKey) {
      const form = event.target.closest?.("form");
      if (form) {
        event.preventDefault();
        form.requestSubmit(form.querySelector("button[type=submit], button:not([type])"));
      }
    }
  };

  // What a search has found changes by itself: its page is looked at again every so many seconds while somebody sees it,
  // and not while something is being chosen on it.
  const reload = (note) => {
    const again = () => {
      const busy = document.hidden || document.activeElement?.matches("input, select, textarea, button");
      busy ? setTimeout(again, 1000) : location.reload();
    };
    setTimeout(again, Number(note.dataset.reload) * 1000);
  };

  // On the grid of a plan an exam is dragged to another time: sent as its own page would, which then says what it breaks.
  const grid = (form) => {
    const table = document.getElementById(form.dataset.shift);
    let dragged = null;
    table?.querySelectorAll("[data-exam]").forEach((exam) => {
      exam.draggable = true;
      exam.addEventListener("dragstart", () => (dragged = exam));
      exam.addEventListener("dragend", () => (dragged = null));
    });
    table?.querySelectorAll("[data-sitting]").forEach((cell) => {
      cell.addEventListener("dragover", (event) => dragged && event.preventDefault());
      cell.addEventListener("drop", (event) => {
        if (!dragged) {
          return;
        }
        event.preventDefault();
        form.action = dragged.href;
        form.elements.to.value = cell.dataset.sitting;
        form.requestSubmit();
      });
    });
  };

  const start = () => {
    // An answer to a form stands at the form's address, where Back and a reload find nothing.
    if (document.body.dataset.page) {
      history.replaceState(history.state, "", document.body.dataset.page);
    }
    each("form[method=post]", guard);
    each("[data-lost]", line);
    each("[data-filter]", filter);
    each("[data-print]", print);
    each("[data-reload]", reload);
    each("form[data-shift]", grid);
    each(".k-table", label);
    each(".k-scroll", stop);
    each("form:has([data-check])", checks);
    each("table[data-desk]", walk);
    document.addEventListener("keydown", shortcuts);
    // What the page has to say takes the focus, so that the next Tab leads into the content. Where barcodes are read
    // the next one goes nowhere else, and a number that was refused is read anew.
    const number = document.querySelector("[data-barcode]");
    const told = location.hash ? "[data-focus]" : "[data-focus], [data-message]";
    (number ?? document.querySelector(told))?.focus();
    if (number?.matches("[aria-invalid]")) {
      number.select();
    }
  };
  window.addEventListener("pageshow", () => each("form[data-sent]", open));
  start();
})();
