/** Query parameters by name. */
export type QueryParams = Readonly<
  Record<string, string | number | boolean | readonly string[] | undefined>
>;

/** The query string with its question mark, parameters in the order of `params`; empty when there are none. */
export function toQuery(params: QueryParams | undefined): string {
  let query = '';
  for (const name in params) {
    const value = params[name];
    if (value === undefined) continue;
    query += `${query ? '&' : '?'}${name}=${encodeURIComponent(String(value))}`;
  }
  return query;
}
