const TOKEN = JSON.stringify({
  access_token: `BQ${'bench'.repeat(16)}`,
  token_type: 'Bearer',
  expires_in: 3600,
});
const ETAG = 'W/"bench"';

/** The server's responses, created once, and its counters, for the cases that count requests. */
export class Service {
  /** Requests to the API, grants, sockets and HTTP/2 sessions opened, and bytes sent since they were last read. */
  counters = zero();
  /** The Cache-Control of the API's responses. */
  cacheControl = 'private, max-age=0';
  #bodies;
  #results = new Map();

  constructor(bodies) {
    this.#bodies = bodies;
  }

  readCounters() {
    const { counters } = this;
    this.counters = zero();
    return counters;
  }

  keepFor(seconds) {
    this.cacheControl = `${seconds > 0 ? 'public' : 'private'}, max-age=${seconds}`;
    this.#results.clear();
  }

  /** The response for a path; without a body where the client sends the ETag. */
  answer(path, isConditional) {
    if (path === '/api/token') {
      this.counters.grants += 1;
      return this.#made('token', 200, () => TOKEN);
    }
    this.counters.requests += 1;
    if (isConditional) return this.#made('304', 304, () => '');
    if (path.startsWith('/v1/tracks/')) return this.#made('track', 200, () => this.#bodies.track);
    if (path.startsWith('/v1/albums/')) return this.#made('album', 200, () => this.#bodies.album);
    if (path.startsWith('/v1/search')) return this.#made('search', 200, () => this.#bodies.search);
    if (path.startsWith('/v1/tracks?ids=')) return this.#tracks(decodeURIComponent(path));
    return this.#made('404', 404, () => '{"error":{"status":404,"message":"Not found"}}');
  }

  #tracks(path) {
    const ids = new URLSearchParams(path.split('?')[1]).get('ids').split(',');
    return this.#made(path, 200, () => {
      const track = JSON.parse(this.#bodies.track);
      return JSON.stringify({ tracks: ids.map((id) => Object.assign({}, track, { id })) });
    });
  }

  #made(name, status, write) {
    let answer = this.#results.get(name);
    if (!answer) {
      answer = toAnswer(status, this.cacheControl, Buffer.from(write()));
      this.#results.set(name, answer);
    }
    this.counters.bytes += answer.wire.length;
    return answer;
  }
}

/** One response: in parts for HTTP/2, and as the bytes of HTTP/1.1. */
function toAnswer(status, cacheControl, body) {
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': cacheControl,
    etag: ETAG,
    vary: 'accept-encoding, authorization',
    'x-robots-tag': 'noindex, nofollow',
    'strict-transport-security': 'max-age=31536000',
    'x-content-type-options': 'nosniff',
    date: new Date().toUTCString(),
    'content-length': String(body.length),
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const head = `HTTP/1.1 ${status} OK\r\n${lines.join('')}\r\n`;
  return { status, headers, body, wire: Buffer.concat([Buffer.from(head), body]) };
}

function zero() {
  return { requests: 0, grants: 0, sockets: 0, sessions: 0, bytes: 0 };
}
