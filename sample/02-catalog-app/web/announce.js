const status = document.querySelector('#announcement');

/** Tells those who do not see the page what has changed on it. */
export function announce(text) {
  status.textContent = text;
}
