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
export const receive = async (api: TestApi, over: Partial<MessageReceivedInput> = {}): Promise<Received> => {
  const [account] = (await api.dataSource.query(
    `select id from account where channel = 'email' and state <> 'removed' order by created_at limit 1`,
  )) as { id: string }[];
  const event = inboundEvent.parse(aMessage({ accountId: account!.id, ...over })) as MessageReceived;
  const accounts = await new Accounts(api.dataSource).including([event.accountId]);
  const store = new StoreMessages(api.dataSource, ownIds(tokenKeysOf(api.settings)));
  const {
    committed: [outcome],
  } = await store.run([event], accounts);
  const [row] = (await api.dataSource.query(
    `select l.person_id as id from message m join link l on l.identity_id = m.anchor_identity_id and l.withdrawn_at is null
     where m.id = $1`,
    [outcome!.messageId],
  )) as { id: string }[];
  return { messageId: outcome!.messageId!, threadId: row?.id ?? '' };
};
