import { el } from './el.js';

const TITLES = {
  0: 'The app is not there',
  400: 'That does not work',
  404: 'There is nothing here',
  501: 'Not in this quota mode',
  502: 'Spotify is unavailable',
  503: 'Spotify wants a pause',
  504: 'Spotify takes too long',
};

/** What to show in place of a view that failed; where Spotify said when to come back, it comes back by itself. */
export function trouble(error, retry) {
  const button = el('button', { type: 'button', class: 'retry', click: retry }, 'Try again');
  if (error.retryAfter) countDown(button, error.retryAfter, retry);
  return [
    el(
      'section',
      { class: 'trouble' },
      el('h1', TITLES[error.status] ?? 'That did not work'),
      el('p', { role: 'alert' }, error.message),
      error.status === 400 ? undefined : button,
      el('p', el('a', { href: '#home' }, 'To the start page')),
    ),
  ];
}

function countDown(button, seconds, retry) {
  const end = Date.now() + seconds * 1000;
  const timer = setInterval(tick, 250);
  tick();

  function tick() {
    const left = Math.ceil((end - Date.now()) / 1000);
    if (left > 0 && (button.isConnected || left === seconds)) {
      button.textContent = `Try again (by itself in ${left} s)`;
      return;
    }
    clearInterval(timer);
    if (button.isConnected) retry();
  }
}
