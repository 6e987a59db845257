import { get } from '../api.js';
import { callLine } from '../call-line.js';
import { el } from '../el.js';
import { clock } from '../format.js';
import { hero } from '../hero.js';
import { byline, link } from '../items.js';

export async function trackPage(id, signal) {
  const { body: track, calls } = await get(`tracks/${encodeURIComponent(id)}`, { signal });
  return {
    title: track.name,
    nodes: [
      hero({
        kind: 'Track',
        item: track,
        pictured: track.album,
        facts: [...byline(track.artists), ` · ${clock(track.duration_ms)}`],
        line: callLine(`catalog.tracks.get('${track.id}')`, calls),
      }),
      el(
        'section',
        el('h2', 'About the track'),
        el(
          'dl',
          { class: 'facts' },
          ...factsOf(track).flatMap(([term, value]) => [el('dt', term), el('dd', value)]),
        ),
      ),
    ],
  };
}

function factsOf({
  album,
  track_number: number,
  disc_number: disc,
  external_ids: ids,
  explicit,
  popularity,
}) {
  return [
    ['Album', link('album', album)],
    ['Released', album.release_date],
    ['Place', `Track ${number} of disc ${disc}`],
    ['ISRC', ids?.isrc ?? 'unknown'],
    ['Explicit', explicit ? 'yes' : 'no'],
    ...(popularity === undefined ? [] : [['Popularity', `${popularity} of 100`]]),
  ];
}
