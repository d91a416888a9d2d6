import { graphemesOf } from './graphemes.js';
import { limitsInName, nameOfLimits, type ToldLimits } from './limits-name.js';

/** What decides how long an answer may be. */
interface Answer {
  channel: string;
  audience: 'public' | 'private';
  /** Of the account that it leaves from. */
  settings?: Readonly<Record<string, unknown>>;
  /** Whose words it answers; some networks count their name. */
  handle?: string | null;
  /** What the account's own place allows, as far as it has said so. */
  limits?: ToldLimits | null;
  /** What stands above the words; some networks count it with them. */
  warning?: string | null;
}

/**
 * Names the limits of an answer, for `measureText` and `splitText`: those of its channel, unless the network takes more in private or
 * from this account, or its place says others.
 */
export const limitsFor = ({ channel, audience, settings = {}, handle, limits, warning }: Answer): string => {
  if (channel === 'mastodon') {
    const named = nameOfLimits({ network: channel, handle: handle ?? undefined, ...limits });
    return withWarning(named, warning ?? '');
  }
  if (channel !== 'x') return channel;
  if (audience === 'private') return 'x-message';
  return settings['longPosts'] === true ? 'x-long' : 'x';
};

/** The same limits, with other words above the text. */
export const withWarning = (limits: string, warning: string): string => {
  const named = limitsInName(limits);
  const length = graphemesOf(warning).length;
  return named.network === 'mastodon'
    ? nameOfLimits({ ...named, warning: length === 0 ? undefined : length })
    : limits;
};
