import { jest } from '@jest/globals';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import tls from 'node:tls';

/** A self-signed certificate for `localhost` and 127.0.0.1, for these tests only; it ends in 2126. */
const KEY = createPrivateKey({
  key: [
    'MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgAUBk0eoFg50/MIjrOsNylXubAOGQ',
    'ZLe7phomHyvZdiqhRANCAASv9YnxMBGgCjgL5iTQA5QIIdnPl57fDpEBb/ZSgFTXiGwTfYiDD5fu',
    'lT8v9+ycz4bPprZNxidlaH9ExsnQI5m8',
  ].join(''),
  encoding: 'base64',
  format: 'der',
  type: 'pkcs8',
});
const CERTIFICATE = new X509Certificate(
  Buffer.from(
    [
      'MIIBmzCCAUGgAwIBAgIUKtvZMd4K/gqrsrtHJ98J0bc/nrcwCgYIKoZIzj0EAwIwFDESMBAGA1UE',
      'AwwJbG9jYWxob3N0MCAXDTI2MTEyNTE4MDY1OVoYDzIxMjYxMTAxMTgwNjU5WjAUMRIwEAYDVQQD',
      'DAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjOPQMBBwNCAASv9YnxMBGgCjgL5iTQA5QIIdnP',
      'l57fDpEBb/ZSgFTXiGwTfYiDD5fulT8v9+ycz4bPprZNxidlaH9ExsnQI5m8o28wbTAdBgNVHQ4E',
      'FgQUtU145E/PA9/I0A3L1CsQTAf/Dv0wHwYDVR0jBBgwFoAUtU145E/PA9/I0A3L1CsQTAf/Dv0w',
      'DwYDVR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZIzj0EAwID',
      'SAAwRQIgJ2vZpHtF1aJ2A6I/V8zIzt7P8LgTqH46q8Ro06VyggsCIQDCX6zAbMMdAL1YEhIREY/m',
      'Mp/dfTCwM1LSQbmbxyXNsA==',
    ].join(''),
    'base64',
  ),
);

/** What a TLS server needs. */
export const credentials = {
  key: KEY.export({ format: 'pem', type: 'pkcs8' }),
  cert: CERTIFICATE.toString(),
};

/** Lets TLS clients of this test trust it: Node reads NODE_EXTRA_CA_CERTS only when it starts. */
export function trustCertificate(): void {
  const connect = tls.connect.bind(tls) as (options: tls.ConnectionOptions) => tls.TLSSocket;
  jest
    .spyOn(tls, 'connect')
    .mockImplementation(((options: tls.ConnectionOptions) =>
      connect({ ...options, ca: credentials.cert })) as typeof tls.connect);
}
