import { inboundEvent, type MessageReceived, type MessageReceivedInput } from '@filo/contracts';
import { aMessage } from '@filo/testing';
import { tokenKeysOf } from '../../src/config.js';
import { ownIds } from '../../src/ingest/own-ids.js';
import { Accounts } from '../../src/ingest/read-accounts.js';
import { StoreMessages } from '../../src/ingest/store-messages.js';
import type { TestApi } from './test-api.js';

export interface Received {
  messageId: string;
  /** The thread of its author. */
  threadId: string;
}

/** Takes a message in as the worker does, at the installation's mail account unless another is named. */
export const receive = async (api: TestApi, over: Partial<MessageReceivedInput> = {}): Promise<Received> =>
  (await receiveTogether(api, [over]))[0]!;

/** In one batch, as after an outage. */
export const receiveTogether = async (
  api: TestApi,
  overs: readonly Partial<MessageReceivedInput>[],
): Promise<Received[]> => {
  const [account] = (await api.dataSource.query(
    `select id from account where channel = 'email' and state <> 'removed' order by created_at limit 1`,
  )) as { id: string }[];
  const events = overs.map(
    (over) => inboundEvent.parse(aMessage({ accountId: account!.id, ...over })) as MessageReceived,
  );
  const accounts = await new Accounts(api.dataSource).including(events.map(({ accountId }) => accountId));
  const store = new StoreMessages(api.dataSource, ownIds(tokenKeysOf(api.settings)));
  const { committed } = await store.run(events, accounts);
  return Promise.all(committed.map(async ({ messageId }) => received(api, messageId!)));
};

const received = async (api: TestApi, messageId: string): Promise<Received> => {
  const [row] = (await api.dataSource.query(
    `select l.person_id as id from message m join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
     where m.id = $1`,
    [messageId],
  )) as { id: string }[];
  return { messageId, threadId: row?.id ?? '' };
};
