const KEY = 'quota-mode';
const buttons = [...document.querySelectorAll('.seg button')];
const listeners = [];

let mode = '';

/** The quota mode whose client the page uses. */
export function currentMode() {
  return mode;
}

export function onModeChange(listener) {
  listeners.push(listener);
}

/** Begins with the mode chosen last, or with the app's own. */
export function startModeSwitch(defaultMode) {
  const stored = sessionStorage.getItem(KEY);
  choose(buttons.some(({ value }) => value === stored) ? stored : defaultMode);
  for (const button of buttons) {
    button.addEventListener('click', () => {
      if (button.value === mode) return;
      choose(button.value);
      sessionStorage.setItem(KEY, mode);
      for (const listener of listeners) listener();
    });
  }
}

function choose(chosen) {
  mode = chosen;
  for (const button of buttons) button.setAttribute('aria-pressed', button.value === mode);
}
