/**
 * What an app states once about its types. Empty by default: every field that apps in development mode do not get is
 * optional. An app with extended quota augments it, and those fields are required everywhere. It changes types only; set
 * the option `quotaMode` too.
 *
 * @example
 * ```ts
 * declare module 'nestjs-spotify' {
 *   interface SpotifyTypes {
 *     quotaMode: 'extended';
 *   }
 * }
 * ```
 */
export interface SpotifyTypes {}
