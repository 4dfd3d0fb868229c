"use strict";
// Only comfort: the page's links and :target do the same, one step at a time, without this.
(() => {
  const wordsOf = new Map();
  for (const words of document.querySelectorAll("[data-of]")) {
    for (const key of words.dataset.of.split(" ")) {
      wordsOf.set(key, [...(wordsOf.get(key) || []), words]);
    }
  }
  let lit = [];

  function light(keys, also) {
    for (const [element, name] of lit) element.classList.remove(name);
    lit = [];
    const add = (element, name) => {
      if (element) {
        element.classList.add(name);
        lit.push([element, name]);
      }
    };
    for (const key of keys) {
      add(document.getElementById(key), "lit");
      for (const words of wordsOf.get(key) || []) add(words, "lit");
    }
    for (const key of also) add(document.getElementById(key), "near");
  }

  // Words light their first record whole, and the others' cards; a card lights its words.
  function follow(event) {
    const words = event.target.closest("[data-of]");
    const card = event.target.closest("[data-key]");
    if (words) {
      const [first, ...others] = words.dataset.of.split(" ");
      light([first], others);
    } else if (card) {
      light([card.dataset.key], []);
    } else {
      light([], []);
    }
  }

  // A second click on the same words goes on to the next record that they belong to.
  function next(words) {
    const keys = words.dataset.of.split(" ");
    return keys[(keys.indexOf(location.hash.slice(1)) + 1) % keys.length];
  }

  document.addEventListener("pointerover", follow);
  document.addEventListener("focusin", follow);
  document.addEventListener("click", (event) => {
    const words = event.target.closest("[data-of]");
    const card = event.target.closest("[data-key]");
    if (words) {
      event.preventDefault();
      location.hash = next(words);
    } else if (card && !event.target.closest("a") && getSelection().isCollapsed) {
      location.hash = "w-" + card.dataset.key;
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      light([], []);
      location.hash = "-";
    }
  });
})();
