import type { Page } from '../../models/common.js';
import type { Episode, Show, SimplifiedEpisode, SimplifiedShow } from '../../models/podcasts.js';
import { addedTo } from './added-form.js';
import { episodesOfShow, existingNumber } from './counts.js';
import { idOf, SEEDS } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { MARKETS } from './markets.js';
import { hash, pick } from './random.js';
import { daysBefore, descriptions, framed, languages, publisher, subject } from './spoken.js';
import type { View } from './view.js';
import { EPISODE_FRAMES, SHOW_FRAMES } from './words.js';

export function showSubject(n: number): string {
  return subject(hash(SEEDS.show, n, 1));
}

export function showName(n: number): string {
  return framed(SHOW_FRAMES, hash(SEEDS.show, n), showSubject(n));
}

export function showLanguages(n: number): string[] {
  return languages(hash(SEEDS.show, n, 2));
}

export function simplifiedShow(view: View, n: number): Omit<Show, 'episodes'> {
  const links = view.links('show', n);
  const house = publisher(hash(SEEDS.show, n, 3));
  return {
    ...view.showMarkets(MARKETS),
    copyrights: [],
    ...descriptions(`A show about ${showSubject(n).toLowerCase()}, from ${house}. New every week.`),
    explicit: hash(SEEDS.show, n, 4) % 8 === 0,
    ...links,
    images: view.images('show', links.id),
    is_externally_hosted: false,
    languages: showLanguages(n),
    media_type: 'audio',
    name: showName(n),
    ...(view.extended && { publisher: house }),
    total_episodes: episodesOfShow.size(n) + view.added.of('episode', 'show', links.id).length,
  };
}

/** A show with its newest episodes. */
export function fullShow(view: View, n: number): Show {
  return {
    ...simplifiedShow(view, n),
    episodes: showEpisodes(view, idOf('show', n), firstSlice(view, 50)),
  };
}

/** As its episodes hold it, a show sometimes lacks what its own endpoint gives. */
function embeddedShow(view: View, n: number): SimplifiedShow {
  const show = simplifiedShow(view, n);
  if (n % 6 !== 5) return show;
  return {
    ...show,
    html_description: null,
    is_externally_hosted: null,
    total_episodes: null,
  };
}

export function showEpisodes(view: View, id: string, slice: Slice): Page<SimplifiedEpisode> {
  const { start, size } = episodesOfShow.range(existingNumber('show', id));
  const itemAt = (index: number) => simplifiedEpisode(view, start + index);
  const added = addedTo(view, 'episode', 'show', id).toReversed();
  return page(view, `/shows/${id}/episodes`, size, slice, itemAt, { added, addedFirst: true });
}

export function episodeName(n: number): string {
  const show = episodesOfShow.owner(n);
  const number = episodesOfShow.start(show) + episodesOfShow.size(show) - n;
  return `${number}. ${framed(EPISODE_FRAMES, hash(SEEDS.episode, n), showSubject(show))}`;
}

/** Episodes are weekly; the newest has the lowest number. */
export function simplifiedEpisode(view: View, n: number): SimplifiedEpisode {
  const show = episodesOfShow.owner(n);
  const links = view.links('episode', n);
  const spoken = showLanguages(show);
  const h = hash(SEEDS.episode, n, 1);
  const mood = pick(['A long talk', 'A short story', 'Three guests', 'A walk'], h);
  return {
    ...(view.extended && { audio_preview_url: null, language: spoken[0] }),
    ...(view.market && { is_playable: true }),
    // One in nine has no description.
    ...descriptions(
      n % 9 === 8
        ? ''
        : `${mood} about ${showSubject(show).toLowerCase()}. From ${showName(show)}.`,
    ),
    duration_ms: 600_000 + (h % 4_800_000),
    explicit: h % 11 === 0,
    ...links,
    images: view.images('episode', links.id),
    is_externally_hosted: false,
    languages: spoken,
    name: episodeName(n),
    ...daysBefore((n - episodesOfShow.start(show)) * 7 + (show % 7)),
  };
}

export function episode(view: View, n: number): Episode {
  return {
    ...simplifiedEpisode(view, n),
    show: embeddedShow(view, episodesOfShow.owner(n)),
  };
}
