/** What decides how long an answer may be. */
interface Answer {
  channel: string;
  audience: 'public' | 'private';
  /** Of the account that it leaves from. */
  settings?: Readonly<Record<string, unknown>>;
  /** Whose words it answers; some networks count their name. */
  handle?: string | null;
}

/**
 * Names the limits of an answer, for `measureText` and `splitText`: those of its channel, unless the network takes more in private or
 * from this account.
 */
export const limitsFor = ({ channel, audience, settings = {}, handle }: Answer): string => {
  if (channel === 'mastodon' && handle && !/\s/u.test(handle)) return `mastodon ${handle}`;
  if (channel !== 'x') return channel;
  if (audience === 'private') return 'x-message';
  return settings['longPosts'] === true ? 'x-long' : 'x';
};
