import type { Ask } from '@filo/bus';
import { ledgerHas } from '@filo/contracts';

const idsPerQuestion = 1_000;

/** Which of these external ids core has stored or quarantined for this account. Rejects with `TemporaryError` when core does not answer. */
export const findKnown = async (
  ask: Ask,
  { accountId, channel }: { accountId: string; channel: string },
  externalIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const known = new Set<string>();
  for (let from = 0; from < externalIds.length; from += idsPerQuestion) {
    const part = externalIds.slice(from, from + idsPerQuestion);
    const { present } = await ask.ask({
      subject: ledgerHas.subject(),
      question: ledgerHas,
      request: { channel, accountId, externalIds: part },
      timeoutMs: 10_000,
    });
    for (const externalId of present) known.add(externalId);
  }
  return known;
};
