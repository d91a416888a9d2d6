/** An X on loopback, with a memory, that checks signatures. */
export { XServer } from './x-server.js';
export type { XPost, XUser } from './x-world.js';
