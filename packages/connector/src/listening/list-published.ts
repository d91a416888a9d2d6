import type { Ask } from '@filo/bus';
import { publicMessages } from '@filo/contracts';
import type { Published } from '../channel.js';

/** The account's public messages that core holds, by the time of their source. */
export async function* listPublished(
  ask: Ask,
  accountId: string,
  since: string,
): AsyncGenerator<readonly Published[], void, undefined> {
  let after: string | undefined;
  do {
    const { externalIds, authors, next } = await ask.ask({
      subject: publicMessages.subject(),
      question: publicMessages,
      request: { accountId, since, ...(after !== undefined && { after }) },
      timeoutMs: 10_000,
    });
    yield externalIds.map((externalId, n) => ({ externalId, author: authors?.[n] }));
    after = next;
  } while (after !== undefined);
}
