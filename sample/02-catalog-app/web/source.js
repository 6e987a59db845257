import { el } from './el.js';

/** Which Spotify the app talks to; filled at start. */
export const source = { isFake: true };

export async function learnSource() {
  const response = await fetch('inside/source');
  Object.assign(source, await response.json());
  document.body.dataset.source = source.isFake ? 'fake' : 'spotify';
  document
    .querySelector('.source')
    .append(el('i'), source.isFake ? 'Embedded fake Spotify' : 'Spotify');
  document.querySelector('footer').append(credits());
}

function credits() {
  if (source.isFake) {
    return el('p', 'All of this music is invented, by the fake Spotify of nestjs-spotify/testing.');
  }
  const spotify = el('a', { href: 'https://open.spotify.com' }, 'Spotify');
  return el('p', 'Music data and artwork from ', spotify, '.');
}

/** Spotify's terms ask for a link back to each item; the fake's items are not there. */
export function spotifyLink({ external_urls: urls }) {
  if (source.isFake || !urls?.spotify) return undefined;
  return el('p', el('a', { class: 'back', href: urls.spotify }, 'Open in Spotify'));
}
