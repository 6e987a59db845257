/** The Authorization header for a new token, for clients that leave tokens to the app. */
export async function grant({ accountsUrl }) {
  const response = await fetch(`${accountsUrl}/api/token`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${btoa('bench:secret')}`,
      'content-type': 'application/x-www-form-urlencoded',
    },
    body: 'grant_type=client_credentials',
  });
  const { access_token: token } = await response.json();
  return `Bearer ${token}`;
}
