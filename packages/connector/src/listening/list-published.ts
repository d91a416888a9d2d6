import type { Ask } from '@filo/bus';
import { publicMessages } from '@filo/contracts';
import type { z } from 'zod';
import type { Published } from '../channel.js';

type Request = z.output<typeof publicMessages.request>;

/** The account's public messages that core holds, by the time of their source; `onlyStored`: without what waits in quarantine; `privateToo`: with private ones. */
export async function* listPublished(
  ask: Ask,
  accountId: string,
  { since, onlyStored, privateToo }: Pick<Request, 'since' | 'onlyStored' | 'privateToo'>,
): AsyncGenerator<readonly Published[], void, undefined> {
  let after: string | undefined;
  do {
    const { externalIds, authors, next } = await ask.ask({
      subject: publicMessages.subject(),
      question: publicMessages,
      request: {
        ...{ accountId, since },
        ...(onlyStored !== undefined && { onlyStored }),
        ...(privateToo && { privateToo }),
        ...(after !== undefined && { after }),
      },
      timeoutMs: 10_000,
    });
    yield externalIds.map((externalId, n) => ({ externalId, author: authors?.[n] }));
    after = next;
  } while (after !== undefined);
}
