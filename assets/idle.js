// Says shortly before the sign-in ends that it will, and lets the person stay. Without it, a page that is sent too late
// is kept for after signing in again: nothing is lost either way.
const WARN = 3 * 60; // seconds
const FIRST = 5 * 60; // no page says how long its sign-in lasts, so that pages which must be alike are: it is asked

const notice = document.querySelector("[data-time-left]");
const ask = async (method = "GET") => {
  const token = notice.querySelector("[name=csrfmiddlewaretoken]").value;
  const headers = method === "POST" ? { "X-CSRFToken": token } : {};
  const answer = await fetch(notice.dataset.timeLeft, { method, headers, redirect: "manual" });
  return answer.ok ? Number(await answer.text()) : 0;
};
const later = (left) => setTimeout(look, Math.max(left - WARN, 20) * 1000);

async function look() {
  let left;
  try {
    left = await ask();
  } catch {
    return later(WARN + 60); // away from the network: asked again in a minute
  }
  notice.hidden = left > WARN;
  const words = notice.querySelector("[data-words]");
  const said = left <= 0 ? words.dataset.ended : left <= WARN ? words.dataset.soon : "";
  if (words.textContent !== said) words.textContent = said; // an unchanged text is not read out again
  notice.querySelector("[data-stay]").hidden = left <= 0;
  if (left > 0) later(left);
}

if (notice) {
  notice.addEventListener("submit", async (event) => {
    event.preventDefault();
    await ask("POST").catch(() => 0);
    look();
  });
  later(FIRST + WARN);
}
