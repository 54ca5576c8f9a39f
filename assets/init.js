// Everything works without this file. It is a module, so no script stands in the page and the strict policy holds.
import { initAll } from "./govuk-frontend.min.js";
import "./copy.js";
import "./draft.js";
import "./idle.js";
import "./look.js";
import "./passkey.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();
