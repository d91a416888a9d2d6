import { PermanentError } from '@filo/connector';
import { measureMastodon } from '@filo/text-limits';
import { z } from 'zod';
import type { MastodonClient } from '../mastodon-client.js';

const limits = z.object({
  maxCharacters: z.int().positive().catch(500),
  charactersReservedPerUrl: z.int().positive().catch(23),
});

/** Refuses what the instance would refuse, with the count. A content warning counts, and so does the name of whoever is answered. */
export const checkLimits = async (
  parts: readonly string[],
  spoilerText: string,
  client: MastodonClient,
): Promise<void> => {
  const told = limits.parse((await client.instance()).configuration?.statuses ?? {});
  const allowed = { charactersMax: told.maxCharacters, perAddress: told.charactersReservedPerUrl };
  for (const part of parts) {
    const [{ used, max }] = measureMastodon(`${spoilerText}${part}`, allowed);
    if (used <= max) continue;
    throw new PermanentError(
      'text-too-long',
      `The answer has ${used} characters with the name of whoever is answered, and ${max} are the most at ${client.login.instance}; nothing was posted. Take out ${used - max}.`,
    );
  }
};
