/** A Bluesky on loopback, held to the lexicons of the network. Loads them all, so that it is a door of its own. */
export { BlueskyServer } from './bluesky-server.js';
export type { Actor } from './actor.js';
export type { Post } from './bluesky-world.js';
