import { v7 as uuidv7 } from 'uuid';
import type { Client } from '../client.js';
import { receive } from '../receive.js';
import type { TestApi } from '../test-api.js';

interface Garden {
  api: TestApi;
  insider: Client;
}
type Planted = (kind: 'query' | 'found') => string;

/**
 * A saved query of an account of the closed group, and two posts that only it found, each a storm of its own: one waits, one was set aside.
 * A storm has the id of its first post. Resolves with the ids that nobody else may see.
 */
export const plantHeard = async (
  { api, insider }: Garden,
  accountId: string,
  planted: Planted,
): Promise<string[]> => {
  const query = uuidv7();
  await api.dataSource.query(
    `insert into saved_query (id, account_id, name, words) values ($1, $2, $3, '{sofa}')`,
    [query, accountId, planted('query')],
  );
  const found = async (key: string, words: string) => {
    const { messageId } = await receive(api, {
      ...{ accountId, channel: 'sample', audience: 'public', participants: [], arrival: { via: 'api' } },
      ...{ author: { kind: 'sample', key }, text: words, newText: words, subject: undefined },
      heard: { as: 'listening', queries: [query] },
    });
    return messageId;
  };
  const waiting = await found('waiting', `${planted('found')} My new sofa broke on the first evening`);
  const aside = await found('aside', `${planted('found')} Nobody answers the telephone at this shop`);
  const closed = await insider.post(`/api/v1/board/${aside}/close`, { upTo: aside });
  if (closed.body.setAside?.length !== 1) throw new Error(`not set aside: ${JSON.stringify(closed.body)}`);
  return [query, waiting, aside];
};
