// Search and filters of the index. Without this script all entries are shown.
(() => {
  const form = document.getElementById("find");
  const count = document.getElementById("count");
  const entries = [...document.querySelectorAll("[data-entry]")];
  const plain = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/\u00df/g, "ss");
  const texts = entries.map((entry) => plain(`${entry.textContent} ${entry.dataset.words}`));

  const show = () => {
    const words = plain(form.elements.words.value).split(/\s+/).filter(Boolean);
    const chosen = [...form.querySelectorAll("select")].filter((choice) => choice.value);
    let shown = 0;
    entries.forEach((entry, place) => {
      const fits =
        words.every((word) => texts[place].includes(word)) &&
        chosen.every((choice) => (entry.dataset[choice.name] || "").split(" ").includes(choice.value));
      entry.hidden = !fits;
      shown += fits ? 1 : 0;
    });
    for (const part of document.querySelectorAll("[data-part]")) {
      part.hidden = !part.querySelector("[data-entry]:not([hidden])");
    }
    count.textContent = count.dataset.text.replace("{n}", shown).replace("{all}", entries.length);
    document.getElementById("nothing").hidden = shown > 0;
  };

  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    document.querySelector("[data-entry]:not([hidden]) a")?.focus();
  });
  form.addEventListener("reset", () => setTimeout(show));
  form.hidden = false;
  show();
})();
