// Shows what a text comes to while it is typed, in forms with data-look. Without it, a button on the page does the same.
const PAUSE = 700;

function watch(form) {
  const place = document.getElementById(form.dataset.shows);
  const said = document.getElementById(form.dataset.says);
  const source = form.querySelector("textarea");
  const long = document.getElementById(form.dataset.long); // what is shown of a text longer than any policy
  if (!place || !source) return;
  const opened = new Map();
  let timer = 0;
  let asked = null; // one at a time: what an older text came to must not replace what a newer one does

  async function look() {
    if (asked) asked.abort();
    asked = new AbortController();
    try {
      const answer = await fetch(form.dataset.look, {
        method: "POST",
        body: new FormData(form),
        signal: asked.signal,
        redirect: "manual",
      });
      if (answer.ok) show(await answer.text());
    } catch {
      // away, or overtaken: the next pause asks again
    }
  }
  function show(html) {
    for (const one of place.querySelectorAll("details[id]")) opened.set(one.id, one.open);
    place.innerHTML = html;
    for (const one of place.querySelectorAll("details[id]")) one.open = opened.get(one.id) ?? one.open;
    const words = place.firstElementChild?.dataset.said || "";
    if (said && said.textContent !== words) said.textContent = words;
  }

  // It need not be sent to be refused, and what an earlier text came to must not stand beside it meanwhile.
  function tooLong() {
    const most = Number(long?.dataset.longest) || Infinity;
    const letters = source.value.length; // counts some letters twice, so near the limit they are counted one by one
    return letters > most && (letters > 2 * most || [...source.value].length > most);
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    if (!tooLong()) {
      timer = setTimeout(look, PAUSE);
      return;
    }
    if (asked) asked.abort();
    show(long.innerHTML);
  });
  // A problem leads to its line where it can be mended. Without this it leads to the same line further down.
  place.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-line]");
    if (!link) return;
    event.preventDefault();
    const lines = source.value.split("\n");
    const before = lines.slice(0, link.dataset.line - 1);
    const start = before.reduce((sum, line) => sum + line.length + 1, 0);
    source.focus();
    source.setSelectionRange(start, start + (lines[before.length] || "").length);
    const across = Math.max(source.clientWidth / 10, 1); // letters in a row, about: long lines take several rows
    const rows = (some) => some.reduce((sum, line) => sum + Math.ceil((line.length + 1) / across), 0);
    source.scrollTop = (source.scrollHeight * rows(before)) / rows(lines) - source.clientHeight / 3;
  });
}

for (const form of document.querySelectorAll("form[data-look]")) watch(form);
