// A browser may keep a page that was left, and its socket: the chat behind it is to end.
window.WebSocket = class extends WebSocket {
  constructor(...where) {
    super(...where);
    window.addEventListener("pagehide", () => this.close());
  }
};

// Whoever opens the page types at once; whoever is at its end starts again with Enter.
window.addEventListener("load", () => {
  // The terminal is made in another listener, which comes after this one.
  setTimeout(() => document.querySelector(".xterm-helper-textarea").focus());
  new MutationObserver(() => {
    if (document.body.classList.contains("-closed")) document.querySelector(".over a").focus();
  }).observe(document.body, { attributeFilter: ["class"] });
});
