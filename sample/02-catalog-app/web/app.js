import { onModeChange, startModeSwitch } from './mode.js';
import { albumPage } from './pages/album.js';
import { artistPage } from './pages/artist.js';
import { homePage } from './pages/home.js';
import { playlistPage } from './pages/playlist.js';
import { searchPage } from './pages/search.js';
import { showPage } from './pages/show.js';
import { trackPage } from './pages/track.js';
import { startPanel } from './panel/panel.js';
import { go, reload, startRouter } from './router.js';
import { startSearchBox } from './search-box.js';
import { learnSource, source } from './source.js';

await learnSource();
startModeSwitch(source.defaultMode);
startPanel();
startSearchBox((words) => {
  const hash = `#search/${encodeURIComponent(words)}`;
  if (hash !== location.hash) void go(hash, { replace: location.hash.startsWith('#search/') });
});
onModeChange(() => void reload());
for (const skip of document.querySelectorAll('.skip')) {
  skip.addEventListener('click', (event) => {
    event.preventDefault(); // the fragment is the router's
    document.querySelector(skip.hash).focus();
  });
}
await startRouter(
  new Map([
    ['', homePage],
    ['home', homePage],
    ['album', albumPage],
    ['artist', artistPage],
    ['playlist', playlistPage],
    ['search', searchPage],
    ['show', showPage],
    ['track', trackPage],
  ]),
);
