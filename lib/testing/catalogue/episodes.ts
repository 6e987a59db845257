import type { Episode } from '../../model/episode.js';
import type { SimplifiedEpisode } from '../../model/simplified-episode.js';
import { episodesOfShow } from './census.js';
import { SEEDS } from './ids.js';
import { draw, pick } from './random.js';
import { showLanguages, showName, showSubject, simplifiedShow } from './shows.js';
import { daysBefore, descriptions, framed } from './spoken.js';
import type { View } from './view.js';
import { EPISODE_FRAMES } from './words.js';

export function episodeName(n: number): string {
  const show = episodesOfShow.owner(n);
  const number = episodesOfShow.start(show) + episodesOfShow.size(show) - n;
  return `${number}. ${framed(EPISODE_FRAMES, draw(SEEDS.episode, n), showSubject(show))}`;
}

/** A show's episodes come weekly, and the newest has the lowest number. */
export function simplifiedEpisode(view: View, n: number): SimplifiedEpisode {
  const show = episodesOfShow.owner(n);
  const links = view.links('episode', n);
  const spoken = showLanguages(show);
  const h = draw(SEEDS.episode, n, 1);
  const mood = pick(['A long talk', 'A short story', 'Three guests', 'A walk'], h);
  return {
    ...(view.extended && { audio_preview_url: null, language: spoken[0] }),
    ...descriptions(`${mood} about ${showSubject(show).toLowerCase()}. From ${showName(show)}.`),
    duration_ms: 600_000 + (h % 4_800_000),
    explicit: h % 11 === 0,
    ...links,
    images: view.images('episode', links.id),
    is_externally_hosted: false,
    is_playable: true,
    languages: spoken,
    name: episodeName(n),
    ...daysBefore((n - episodesOfShow.start(show)) * 7 + (show % 7)),
  };
}

export function episode(view: View, n: number): Episode {
  return {
    ...simplifiedEpisode(view, n),
    show: simplifiedShow(view, episodesOfShow.owner(n)),
  };
}
