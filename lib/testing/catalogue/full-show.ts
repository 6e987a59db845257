import type { Page } from '../../model/page.js';
import type { Show } from '../../model/show.js';
import type { SimplifiedEpisode } from '../../model/simplified-episode.js';
import { episodesOfShow } from './census.js';
import { simplifiedEpisode } from './episodes.js';
import { idOf } from './ids.js';
import { firstSlice, page, type Slice } from './page.js';
import { simplifiedShow } from './shows.js';
import type { View } from './view.js';

/** A show carries its newest episodes. */
export function show(view: View, n: number): Show {
  return { ...simplifiedShow(view, n), episodes: showEpisodes(view, n, firstSlice(view, 50)) };
}

export function showEpisodes(view: View, n: number, slice: Slice): Page<SimplifiedEpisode> {
  const first = episodesOfShow.start(n);
  const path = `/shows/${idOf('show', n)}/episodes`;
  return page(view, path, episodesOfShow.size(n), slice, (index) =>
    simplifiedEpisode(view, first + index),
  );
}
