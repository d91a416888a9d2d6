import type { MessageReceivedInput } from '@filo/contracts';
import { receive } from './receive.js';
import type { TestApi } from './test-api.js';

/** A message as the form service hears it from whoever typed this address. */
export const receiveByForm = async (
  api: TestApi,
  address: string,
  { text = 'By form', ...over }: Partial<MessageReceivedInput> = {},
) => {
  const [{ id: accountId }] = (await api.dataSource.query(
    `select id from account where channel = 'webform' order by created_at limit 1`,
  )) as [{ id: string }];
  return receive(api, {
    ...{ channel: 'webform', accountId, author: { kind: 'mail', key: address }, participants: [] },
    ...{ authorProof: { verdict: 'claimed', reason: 'typed into a form' }, arrival: { via: 'form' } },
    ...{ text, newText: text, ...over },
  });
};
