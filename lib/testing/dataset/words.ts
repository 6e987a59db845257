/** The parts of invented names. Titles use common words, so that a search finds many. */

const list = (words: string): readonly string[] => words.trim().split(/\s*,\s*/);

/** Names of artists, from words that no well-known band uses. */
export const BAND_ADJECTIVES = list(`
  Amber, Ashen, Brackish, Brindled, Candlelit, Cobbled, Corduroy, Crooked, Dappled, Drowsy, Dusty, Eastward, Enamel,
  Feathered, Foggy, Foxglove, Freckled, Gilded, Glasshouse, Hollow, Hushed, Inkwell, Ivory, Knotted, Lacquered, Lantern,
  Lichen, Lopsided, Mended, Moth-Eaten, Muddled, Northerly, Oatmeal, Opaline, Paisley, Papery, Patchwork, Pewter,
  Porcelain, Quilted, Ragged, Rattling, Rosewood, Russet, Saffron, Salted, Silvered, Slate, Sleepy, Spindle, Tarnished,
  Threadbare, Tidal, Tinplate, Umber, Unbuttoned, Varnished, Velveteen, Wandering, Weathered, Whittled, Wicker,
  Windward, Woollen`);

export const BAND_NOUNS = list(`
  Abacus, Almanac, Anvil, Atlas, Banister, Barnacle, Bittern, Bobbin, Bramble, Buoy, Candlewick, Cartographer,
  Chimney, Compass, Cormorant, Cupboard, Curlew, Dovecote, Driftwood, Estuary, Ferry, Fiddlehead, Finch, Gable,
  Gazetteer, Greenhouse, Harbour, Hearth, Hedgerow, Heron, Inkstand, Jackdaw, Kettle, Kingfisher, Ladder, Lighthouse,
  Magpie, Mantel, Marmalade, Meridian, Millpond, Mooring, Nettle, Orchard, Otter, Pantry, Parasol, Pendulum, Plover,
  Postcard, Quarry, Rookery, Sandpiper, Satchel, Sextant, Spyglass, Starling, Sundial, Tangram, Teapot, Thicket,
  Turnstile, Umbrella, Viaduct, Weathervane, Windmill, Yardarm`);

export const BAND_GROUPS = list(`
  Parliament, Society, Assembly, Committee, Department, Cooperative, Bureau, Symposium, Workshop, Brigade, Conference,
  Union, Ministry, Guild, Choir, Exchange`);

export const ENSEMBLES = list(
  `Quartet, Trio, Ensemble, Quintet, Players, Consort, Sextet, Chamber Orchestra`,
);

export const SYLLABLES_FIRST = list(`
  Ael, Bri, Cal, Dra, Eld, Fen, Gal, Hes, Ilm, Jor, Kel, Lum, Mar, Nim, Ost, Pel, Quen, Ros, Sel, Tarn, Ulv, Vael, Wyn,
  Yar, Zeph, Or, Thal, Sven, Mir, Cor, Bel, An`);
export const SYLLABLES_MIDDLE = list(
  `a, e, i, o, u, ari, eno, ila, oma, ume, ando, esti, ivo, ora, une, ay`,
);
export const SYLLABLES_LAST = list(`
  dell, moor, va, rine, thos, lune, mere, dra, nis, quist, ron, sse, tide, vane, wick, zia, belle, cade, fell, garde,
  holm, kora, lith, mund, nox, phon, ria, sol, tern, vex, wold, zen`);

/** Titles of albums and tracks. */
export const THEMES = list(`
  Love, Night, Heart, Summer, Rain, Dream, Light, River, City, Home, Fire, Ocean, Winter, Road, Star, Moon, Dance,
  Morning, Time, Shadow, Sky, Song, Sun, Wind, Ghost, Garden, Mirror, Train, Island, Letter, Memory, Secret, Silence,
  Storm, Thunder, Angel, Blue, Gold, Diamond, Paradise, Radio, Window, Stranger, Promise, Echo, Mountain, Highway,
  Midnight, Ember, Horizon, Lover, Danger, Colour, Machine, Signal, Spring, Autumn, Desert, Velvet, Honey`);

export const MOODS = list(`
  Blue, Golden, Slow, Little, Last, Lonely, Sweet, Broken, Silent, Endless, Electric, Hidden, Distant, Restless, Gentle,
  Burning, Faded, Crystal, Neon, Wild, Tender, Paper, Silver, Open, Empty, Second, Late, Secret, Bright, Weightless`);

export const PLACES = list(`
  the Harbour, the City, the Valley, the Attic, Eldmere, the Kitchen, the Dark, the Garden, Tarnholm, Another Town,
  the Back Row, the Snow, Marrowgate, the Orchard, the Old Town, Fennick Bay`);

export const HEIGHTS = list(`
  the Water, the Rooftops, the Coast, the Island, the North Road, Eldmere, the Wires, the Harbour, the Hills, Tarnholm,
  the Station, the Treeline`);

export const ENDINGS = list(`
  Tonight, Again, Forever, Anyway, Tomorrow, Slowly, Alone, Together, Someday, Instead, Twice, Out Loud`);

export const ALBUM_FRAMES = list(`
  {mood} %s, Songs for the {mood} %, % Season, The % & the {other}, %s from {height}, The {mood} Kind of %, {mood} %,
  % {ending}, Notes to a {mood} %, Half a %, Under the {mood} %, A Year of %s, % over {height}`);

export const TRACK_FRAMES = list(`
  % in {place}, {mood} %, {mood} %s, % {ending}, All My %s, Somewhere the %, %s over {height}, No % Without You,
  Every {mood} %, % (Reprise), % (Acoustic), Give Me %, The % We Kept, Waiting for the %, %s Don’t Wait, Out of %s,
  % or Nothing, Two %s, My {mood} %, When the % Comes, Ask the %,
  Carry the %, % Between Us, % on My Mind, Letters to a %, %s and Other Stories`);

/** Titles of shows, episodes and audiobooks. */
export const SUBJECTS = list(`
  Bread, Bridges, Islands, Maps, Moths, Rivers, Clocks, Lighthouses, Gardens, Railways, Rain, Paper, Salt, Bees, Stars,
  Words, Money, Music, Night, Love, Tides, Forests, Kitchens, Numbers, Birds, Letters, Markets, Mountains, Sleep, Code`);

export const SHOW_FRAMES = list(`
  The % Hour, Notes on %, A Short History of %, % Explained Slowly, The % Desk, All About %, % Weekly, Talking %,
  Between %, The Trouble with %`);

export const EPISODE_FRAMES = list(`
  Where % Come From, The Problem with %, A Night Among %, What % Cost, % in Winter, Listening to %, How We Measure %,
  The Last of the %, Love and %, Letters about %`);

export const BOOK_FRAMES = list(`
  The Keeper of %, A House of %, The Weight of %, % at Midnight, Beyond %, The Year of %, Learning %, The Language of %`);

export const PLAYLIST_FRAMES = list(`
  Late %, % for Working, Sunday %, % to Fall Asleep To, Fresh %, Deep %, % on the Train, Love & %, Slow %, Night %,
  % Essentials, Kitchen %`);
