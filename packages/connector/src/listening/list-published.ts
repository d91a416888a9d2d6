import type { Ask } from '@filo/bus';
import { publicMessages } from '@filo/contracts';
import type { Published } from '../channel.js';

/** The account's public messages that core holds, by the time of their source; `onlyStored`: without what waits in quarantine. */
export async function* listPublished(
  ask: Ask,
  accountId: string,
  { since, onlyStored }: { since: string; onlyStored?: boolean | undefined },
): AsyncGenerator<readonly Published[], void, undefined> {
  let after: string | undefined;
  do {
    const { externalIds, authors, next } = await ask.ask({
      subject: publicMessages.subject(),
      question: publicMessages,
      request: {
        ...{ accountId, since },
        ...(onlyStored !== undefined && { onlyStored }),
        ...(after !== undefined && { after }),
      },
      timeoutMs: 10_000,
    });
    yield externalIds.map((externalId, n) => ({ externalId, author: authors?.[n] }));
    after = next;
  } while (after !== undefined);
}
