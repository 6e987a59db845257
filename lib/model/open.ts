/** The values known today, and any other string: Spotify adds values without notice. */
export type Open<T extends string> = T | (string & {});
