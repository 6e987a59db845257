import { Worker } from './worker.mjs';

/** The server has a core to itself; the clients share the other, one at a time, unless a run lets them use all. */
const SERVER_CORE = 1;
const CLIENT_CORE = 0;

export async function startServer(certificate) {
  const [server, { origins, sizes }] = await Worker.start(
    SERVER_CORE,
    './server/main.mjs',
    certificate ? [certificate.key, certificate.cert] : [],
  );
  return { server, origins, sizes };
}

/** A contender in a process of its own: over TLS where there is a certificate. Tokens come over HTTP/1.1 in any case. */
export async function startClient({ script, terms }, origins, { certificate, loose } = {}) {
  const accountsUrl = certificate ? origins.https : origins.http;
  const apiUrl = `${terms?.http2 ? origins.http2 : accountsUrl}/v1`;
  const service = { ...terms, apiUrl, accountsUrl };
  const env = certificate ? { NODE_EXTRA_CA_CERTS: certificate.cert } : {};
  const [client] = await Worker.start(
    loose ? undefined : CLIENT_CORE,
    './client.mjs',
    [script, JSON.stringify(service)],
    env,
  );
  return client;
}
