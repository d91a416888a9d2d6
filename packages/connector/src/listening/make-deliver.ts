import type { Bus } from '@filo/bus';
import type { ConnectedAccount, MessageQuarantinedInput, MessageReceivedInput } from '@filo/contracts';
import { v7 as uuidv7 } from 'uuid';
import type { Deliver, Delivered, Heard } from '../channel.js';

/**
 * What a channel calls for each message: adds version, ids, channel and account. The same message delivered twice gets two
 * event ids and one external id; core's ledger keeps the first.
 */
export const makeDeliver = (
  bus: Bus,
  account: Pick<ConnectedAccount, 'channel' | 'accountId'>,
  cameIn: () => void,
): Deliver => {
  const deliver = async (heard: Heard): Promise<void> => {
    await bus.publishInbound(mint(account, heard));
    if (!isReadAnew(heard)) cameIn();
  };
  return Object.assign(deliver, {
    committed: async (heard: Heard, timeoutMs: number): Promise<Delivered> => {
      const { outcome, messageId } = await bus.publishAndAwaitCommit(mint(account, heard), timeoutMs);
      cameIn();
      return { outcome, messageId };
    },
  });
};

const mint = (
  account: Pick<ConnectedAccount, 'channel' | 'accountId'>,
  heard: Heard,
): MessageReceivedInput | MessageQuarantinedInput => ({
  ...heard,
  v: 1,
  eventId: uuidv7(),
  channel: account.channel,
  accountId: account.accountId,
});

/** Figures of a post that came before: nothing came in. */
const isReadAnew = (heard: Heard): boolean =>
  heard.type === 'message' && heard.heard?.as === 'listening' && (heard.heard.queries ?? []).length === 0;
