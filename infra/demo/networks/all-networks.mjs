import { blueskyNetwork } from './bluesky.mjs';
import { customers } from './customers.mjs';
import { mastodonNetwork } from './mastodon.mjs';
import { xNetwork } from './x.mjs';

/** @returns {Network[]} */
export const allNetworks = () => [blueskyNetwork(customers), mastodonNetwork(customers), xNetwork(customers)];

/**
 * A post as the demo's page shows it.
 *
 * @typedef {object} ShownPost
 * @property {string} id
 * @property {string} author
 * @property {string} [customerId] undefined for the shop itself
 * @property {string} text
 * @property {string} [warning] what is shown before the text
 * @property {string} at ISO 8601
 * @property {string} [replyTo]
 * @property {string} [readers] who can read it, where that is not everybody
 * @property {boolean} [isPrivate] nobody but the shop and its author reads it
 * @property {{url: string, alt: string}[]} [pictures]
 */

/**
 * A public network of the demo: a server on loopback with a memory, the shop's account there, and its customers.
 *
 * @typedef {object} Network
 * @property {string} id
 * @property {string} label
 * @property {string} mention what a post holds so that the shop hears of it
 * @property {(port: number) => Promise<unknown>} start
 * @property {() => Promise<unknown>} stop
 * @property {() => {channel: string}} account the body by which Filo's API adds the shop's account; only after `start`
 * @property {() => Record<string, string>} spare what a second account there is added with, by field; only after `start`
 * @property {('edit' | 'warn' | 'message')[]} can what its customers can do beside posting: change a post, put a warning before it, write to the shop alone
 * @property {(post: {customerId: string, text: string, replyTo?: string, warning?: string, isPrivate?: boolean}) => string} post answers the post's id
 * @property {(id: string, now: {text: string, warning: string}) => void} [edit] of a post that is there
 * @property {(id: string) => void} remove
 * @property {() => ShownPost[]} posts
 */
