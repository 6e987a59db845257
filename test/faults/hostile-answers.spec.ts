import { ScriptedServer } from '../support/scripted-server.js';
import { clientOver, COMBINATIONS } from './combinations.js';
import { FAULTS, goodTrack, inOrder } from './faults.js';
import { HOSTILE } from './hostile.js';

const LASTING = /silence|trickles/; // these end by the timeout
const FAULTS_AT_ONCE = Object.entries(FAULTS).filter(([name]) => !LASTING.test(name));

/** Characters that would control a terminal, or turn the text around them. */
const CONTROLS = /(?!\n)[\p{Cc}\u202A-\u202E\u2066-\u2069]/u;

const valueOf = (value: unknown) => `${typeof value}: `;
const errorOf = (error: Error) => `${error.name}: ${error.message}`;

/** The errors of a user's adapter are its own. */
const ERRORS: Record<string, RegExp> = { "a user's": /^(?:object|(?:Spotify\w+|Type)Error): / };

describe.each(COMBINATIONS)('over %s adapter, %s', (adapter, way, http) => {
  it.each(Object.entries(HOSTILE))(
    '%s ends the call once, and harms no other',
    async (_name, hostile) => {
      const server = await ScriptedServer.start(inOrder([hostile], goodTrack));
      const service = await clientOver(server, http, way);
      const outcome = await service.get('/tracks/1').then(valueOf, errorOf);
      expect(outcome).not.toMatch(CONTROLS);
      expect(outcome).toMatch(ERRORS[adapter] ?? /^(?:object|Spotify\w+Error): /);
      expect(server.apiRequests()).toHaveLength(1);
      expect(await service.get('/tracks/1')).toMatchObject({ type: 'track' });
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    },
  );
});

describe.each(COMBINATIONS.filter(([adapter]) => adapter !== "a user's"))(
  'over %s adapter, %s',
  (_adapter, way, http) => {
    it.each(FAULTS_AT_ONCE)('%s is survived by a retry', async (_name, fault) => {
      const server = await ScriptedServer.start(inOrder([fault], goodTrack));
      const retry = { attempts: 2, minDelay: 1, maxDelay: 2 };
      const service = await clientOver(server, http, way, { retry });
      expect(await service.get('/tracks/1')).toMatchObject({ type: 'track' });
      expect(server.apiRequests()).toHaveLength(2);
    });
  },
);
