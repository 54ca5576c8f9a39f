// Makes and uses passkeys: forms with data-passkey "make" or "use". A passkey needs a script by its nature; without one
// the buttons stay hidden and the page says which other ways there are.
const bytes = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (letter) => letter.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const withBytes = (list) => list?.map((one) => ({ ...one, id: bytes(one.id) }));

async function make(asked) {
  const publicKey = {
    ...asked,
    challenge: bytes(asked.challenge),
    user: { ...asked.user, id: bytes(asked.user.id) },
    excludeCredentials: withBytes(asked.excludeCredentials),
    // A passkey that the device itself finds signs in without an email address. A key that has no room left still works.
    authenticatorSelection: { ...asked.authenticatorSelection, residentKey: "preferred", requireResidentKey: false },
  };
  const made = await navigator.credentials.create({ publicKey });
  return {
    clientDataJSON: text(made.response.clientDataJSON),
    attestationObject: text(made.response.attestationObject),
    transports: made.response.getTransports?.() || [],
    of: made,
  };
}

async function use(asked) {
  const publicKey = { ...asked, challenge: bytes(asked.challenge), allowCredentials: withBytes(asked.allowCredentials) };
  const used = await navigator.credentials.get({ publicKey });
  return {
    clientDataJSON: text(used.response.clientDataJSON),
    authenticatorData: text(used.response.authenticatorData),
    signature: text(used.response.signature),
    userHandle: used.response.userHandle ? text(used.response.userHandle) : null,
    of: used,
  };
}

async function options(form) {
  const there = document.getElementById("js_data");
  if (!form.dataset.asks) return JSON.parse(there.textContent);
  const answer = await fetch(form.dataset.asks, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
  });
  if (!answer.ok) throw new Error("no options");
  return answer.json();
}

async function run(form) {
  const found = await options(form);
  const asked = (found.creation_options || found.request_options).publicKey;
  const { of, ...response } = await (form.dataset.passkey === "make" ? make(asked) : use(asked));
  form.elements.credential.value = JSON.stringify({
    id: of.id,
    rawId: text(of.rawId),
    type: of.type,
    response,
    authenticatorAttachment: of.authenticatorAttachment,
    clientExtensionResults: of.getClientExtensionResults(),
  });
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const said = form.querySelector("[data-trouble]");
  if (!window.PublicKeyCredential) continue;
  for (const one of form.querySelectorAll("[data-with-script]")) one.hidden = false;
  for (const one of form.querySelectorAll("[data-without-script]")) one.hidden = true;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (said) said.textContent = "";
    try {
      await run(form);
    } catch (fault) {
      if (said) said.textContent = fault.name === "InvalidStateError" ? said.dataset.known : said.dataset.trouble;
    }
  });
}
