// The keys of a decision. A key that goes to another never decides, and a key held down decides nothing twice.
"use strict";
(() => {
  const typing = (target) => target.closest("input, textarea, select, [contenteditable]") !== null;
  const by = (key) => document.querySelector(`[data-decide="${key}"]`);
  const follow = (rel) => document.querySelector(`main a[rel="${rel}"]`)?.click();
  const item = document.querySelector("[data-item]");
  let going = 0, sent = false;

  for (const form of document.querySelectorAll("main form[method=post]")) {
    form.addEventListener("submit", (event) => {
      if (sent) event.preventDefault();
      sent = true;
    });
  }
  // A page that the browser's own 'back' shows again can be sent again.
  addEventListener("pageshow", () => { sent = false; });

  for (const control of item?.querySelectorAll(".values select, .values input") ?? []) {
    const first = control.value;
    control.addEventListener("input", () => {
      control.closest("tr").classList.toggle("changed", control.value !== first);
    });
  }

  // To the values first; once one is changed, off it goes.
  function correct() {
    if (item?.querySelector("tr.changed")) by("c")?.click();
    else item?.querySelector(".values select, .values input")?.focus();
  }

  const act = {
    "a": () => by("a")?.click(),
    "x": () => by("x")?.click(),
    "c": correct,
    "s": () => follow("next"),
    "j": () => follow("next"),
    "ArrowRight": () => follow("next"),
    "k": () => follow("prev"),
    "ArrowLeft": () => follow("prev"),
    "u": () => by("u")?.click(),
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    if (event.key === "Escape" && typing(event.target)) { event.target.blur(); return; }
    if (typing(event.target) || document.querySelector("dialog[open]")) return;
    // What follows a 'g' goes to a room.
    const after = Date.now() < going;
    going = event.key === "g" ? Date.now() + 1500 : 0;
    if (after || !(event.key in act)) return;
    event.preventDefault();
    act[event.key]();
  });
})();
