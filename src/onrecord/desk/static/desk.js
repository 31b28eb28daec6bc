// Keys for every room. Whatever they do can be done without them, and without JavaScript.
"use strict";
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const rooms = () => [...document.querySelectorAll(".masthead nav a[data-key]")];
  let going = 0;

  function rows() {
    return [...document.querySelectorAll(".rows > li")];
  }

  function step(by) {
    const all = rows();
    if (!all.length) return;
    const at = all.findIndex((row) => row.classList.contains("chosen"));
    const next = Math.min(all.length - 1, Math.max(0, at + by));
    all.forEach((row) => row.classList.remove("chosen"));
    all[next].classList.add("chosen");
    const link = all[next].querySelector("a.opens") ?? all[next].querySelector("a, button");
    if (link) link.focus({ preventScroll: true });
    all[next].scrollIntoView({ block: "nearest" });
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && typing(event.target)) event.target.blur();
    if (event.ctrlKey || event.metaKey || event.altKey || typing(event.target)) return;
    if (document.querySelector("dialog[open]") && event.key !== "?") return;
    if (Date.now() < going) {
      going = 0;
      const room = rooms().find((link) => link.dataset.key === event.key);
      if (room) { event.preventDefault(); room.click(); return; }
    }
    const act = {
      "/": () => document.getElementById("find").focus(),
      "g": () => { going = Date.now() + 1500; },
      "j": () => step(1),
      "k": () => step(-1),
      "?": () => document.getElementById("keys").showModal(),
    }[event.key];
    if (act && !event.defaultPrevented) { event.preventDefault(); act(); }
  });

  document.querySelector("[data-rooms]").textContent =
    rooms().map((link) => `${link.dataset.key} ${link.textContent}`).join(", ");
})();
