import type { Reason } from '@filo/connector';
import { versionOf } from './post-lists.js';

/**
 * What an instance cannot do for us since it is old; undefined while it can do everything: permanent addresses of authors are told from 4.2 on. Other
 * software counts by versions of its own.
 */
export const lackingAt = (host: string, version: string): Reason | undefined => {
  const number = versionOf(version);
  if (number === undefined || number >= 402) return undefined;
  return {
    words: `${host} runs Mastodon ${version}: invited people can sign in there, and a post that two instances tell of is one message, from 4.2 on. Ask whoever runs it for an update.`,
    why: { code: 'instance-before-4-2', with: { network: host, version: `Mastodon ${version}` } },
  };
};
