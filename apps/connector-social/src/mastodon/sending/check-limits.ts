import { PermanentError } from '@filo/connector';
import { limitsFor, measureText } from '@filo/text-limits';
import { instanceLimits } from '../instance-limits.js';
import type { MastodonClient } from '../mastodon-client.js';

/** Refuses what the instance would refuse, with the count. A content warning counts, and so does the name of whoever is answered. */
export const checkLimits = async (
  parts: readonly string[],
  warning: string,
  client: MastodonClient,
): Promise<void> => {
  const limits = await instanceLimits(client);
  // Whoever is answered is named in the parts already.
  const named = limitsFor({ channel: 'mastodon', audience: 'public', limits, warning });
  for (const part of parts) {
    const { used, max } = measureText(named, part)!;
    if (used <= max) continue;
    throw new PermanentError(
      'text-too-long',
      `The answer has ${used} characters with the name of whoever is answered, and ${max} are the most at ${client.login.instance}; nothing was posted. Take out ${used - max}.`,
    );
  }
};
