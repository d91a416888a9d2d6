/** A Mastodon instance on loopback, held to the types of the library that speaks to it. */
export { MastodonServer } from './mastodon-server.js';
export type { Actor } from './actor.js';
export type { Status } from './mastodon-world.js';
