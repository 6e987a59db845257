/** Asks the app's API; its refusals become errors with its words. */
export async function get(path) {
  const response = await fetch(path);
  const body = await response.json();
  if (!response.ok) throw new Error(body.message);
  return body;
}
