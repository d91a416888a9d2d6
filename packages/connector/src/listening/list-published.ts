import type { Ask } from '@filo/bus';
import { publicMessages } from '@filo/contracts';

/** External ids of the account's public messages that core holds, by the time of their source. */
export async function* listPublished(
  ask: Ask,
  accountId: string,
  since: string,
): AsyncGenerator<readonly string[], void, undefined> {
  let after: string | undefined;
  do {
    const { externalIds, next } = await ask.ask({
      subject: publicMessages.subject(),
      question: publicMessages,
      request: { accountId, since, ...(after !== undefined && { after }) },
      timeoutMs: 10_000,
    });
    yield externalIds;
    after = next;
  } while (after !== undefined);
}
