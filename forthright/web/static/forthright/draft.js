// Keeps what is typed in a form with data-draft whenever typing pauses. Without it, a draft is kept at every page.
const PAUSE = 1000;
const LONGEST = 60000;

function keep(form) {
  const line = form.querySelector("[data-saved]");
  const say = (words) => line && (line.textContent = line.dataset[words] || "");
  let timer = 0;
  let wait = PAUSE;
  let typed = 0; // grows with every change, so that an answer to an old one does not say "Saved"
  let kept = 0;
  let sending = null; // one at a time: an older text must not arrive after a newer one

  // More than the site reads at once (data-most, in bytes) need not be sent to be refused.
  const heavy = (body) =>
    [...body.values()].reduce((sum, one) => sum + new Blob([one]).size, 0) > (form.dataset.most || Infinity);
  const later = (delay) => {
    clearTimeout(timer);
    timer = setTimeout(send, delay);
  };
  const again = () => {
    say("unsaved");
    later(wait);
    wait = Math.min(wait * 2, LONGEST);
  };
  async function send() {
    if (sending || kept === typed) return;
    const now = typed;
    const body = new FormData(form);
    if (heavy(body)) {
      say("large");
      return;
    }
    sending = new AbortController();
    try {
      const answer = await fetch(form.dataset.draft, {
        method: "POST",
        body,
        signal: sending.signal,
        redirect: "manual",
      });
      if (answer.status === 204) {
        kept = now;
        wait = PAUSE;
        if (kept === typed) say("saved");
        else later(PAUSE);
      } else if (answer.status >= 500) {
        again();
      } else {
        typed = kept = 0; // signed out, or the draft is gone, or too large: trying again would not help
        say(answer.status === 413 && line?.dataset.large ? "large" : "lost");
      }
    } catch (fault) {
      if (fault.name !== "AbortError") again();
    } finally {
      sending = null;
    }
  }

  form.addEventListener("input", () => {
    typed += 1;
    if (line) line.textContent = "";
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    clearTimeout(timer);
    kept = typed;
    if (sending) sending.abort();
  });
  addEventListener("online", send);
  addEventListener("pagehide", () => {
    if (kept !== typed) navigator.sendBeacon(form.dataset.draft, new FormData(form));
  });
}

for (const form of document.querySelectorAll("form[data-draft]")) keep(form);
