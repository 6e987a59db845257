import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { clock, plural } from '../format.js';
import { growingList } from '../growing-list.js';
import { hero } from '../hero.js';

export async function showPage(id, signal) {
  const { body: show, calls } = await get(`shows/${encodeURIComponent(id)}`, { signal });
  return {
    title: show.name,
    nodes: [
      hero({
        kind: 'Podcast',
        item: show,
        facts: [
          [show.publisher, plural(show.total_episodes, 'episode')].filter(Boolean).join(' · '),
        ],
        line: callLine(`catalog.shows.get('${show.id}')`, calls),
      }),
      el('p', { class: 'about' }, show.description),
      growingList({
        title: 'Episodes',
        list: 'ol',
        className: 'tracks',
        page: show.episodes,
        line: episodeLine,
        load: (offset) => get(`shows/${show.id}/episodes`, { offset }),
      }),
    ],
  };
}

function episodeLine(episode, index) {
  return el(
    'li',
    el('span', { class: 'n' }, String(index + 1)),
    el('span', { class: 'name' }, el('span', episode.name), el('small', episode.release_date)),
    el('time', clock(episode.duration_ms)),
  );
}
