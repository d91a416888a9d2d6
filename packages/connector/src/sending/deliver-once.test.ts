import { PermanentError, TemporaryError } from '@filo/bus';
import { send } from '@filo/contracts';
import { aSend } from '@filo/testing';
import type { Channel } from '../channel.js';
import { deliverOnce, type Attempting } from './deliver-once.js';

const secondTry = send.parse({ ...aSend(), attempt: 2 });

const trying = async (lookUp: Channel['lookUp']) => {
  const sent: string[] = [];
  const channel = {
    name: 'x',
    lookUp,
    send: async ({ deliveryId }, { start }) => {
      await start();
      sent.push(deliveryId);
      return { externalId: 'said again' };
    },
  } as Channel;
  const ask = { ask: () => Promise.resolve({ answer: 'go' }) } as unknown as Attempting['ask'];
  const attempted = await deliverOnce(secondTry, {
    ...{ channel, ask, token: 't', deliveries: 1 },
    sending: {} as never,
  });
  return { attempted, sent };
};

it('what cannot be looked for since the account is refused is not said again, and has not failed', async () => {
  const revoked = new PermanentError('keys-refused', 'The keys are refused.', {
    ofAccount: true,
    with: { network: 'X' },
  });
  const { attempted, sent } = await trying(() => Promise.reject(revoked));
  expect(sent).toEqual([]);
  expect(attempted).toMatchObject({ receipt: { state: 'deferred', detail: 'The keys are refused.' } });
  expect(attempted).toMatchObject({ receipt: { why: [{ code: 'keys-refused', with: { network: 'X' } }] } });
});

it('what cannot be looked for just now is looked for later', async () => {
  const { attempted, sent } = await trying(() => Promise.reject(new TemporaryError('Away.')));
  expect(sent).toEqual([]);
  expect(attempted).toMatchObject({ receipt: { state: 'deferred' } });
});

it('what is found counts as sent, and what is absent is said', async () => {
  const found = await trying(() => Promise.resolve({ externalId: 'there' }));
  expect(found).toMatchObject({
    sent: [],
    attempted: { receipt: { state: 'accepted', externalId: 'there' } },
  });
  const absent = await trying(() => Promise.resolve('absent'));
  expect(absent).toMatchObject({
    sent: [secondTry.deliveryId],
    attempted: { receipt: { state: 'accepted' } },
  });
});

it.each([
  ['once more while core can lay them there again', 4, 'deferred'],
  ['and has failed when it cannot', 5, 'failed'],
])('what goes with files that the bus has lost is tried %s', async (_, attempt, state) => {
  const gone = new PermanentError('blob-missing', 'The bus does not hold it.');
  const channel = { name: 'x', send: () => Promise.reject(gone) } as unknown as Channel;
  const attempted = await deliverOnce(send.parse({ ...aSend(), attempt }), {
    ...{ channel, ask: {} as never, token: 't', deliveries: 1, sending: {} as never },
  });
  expect(attempted).toMatchObject({ receipt: { state, why: [{ code: 'blob-missing' }] } });
});

it('what is refused with the account between two parts waits, and its receipt names the part that stands', async () => {
  const revoked = new PermanentError('keys-refused', 'Refused.', { ofAccount: true, stand: ['part-1'] });
  const channel = {
    name: 'x',
    send: async (_, { start }) => {
      await start();
      throw revoked;
    },
  } as Channel;
  const ask = { ask: () => Promise.resolve({ answer: 'go' }) } as unknown as Attempting['ask'];
  const attempting = { channel, ask, token: 't', deliveries: 1, sending: {} as never };
  expect(await deliverOnce({ ...secondTry, attempt: 1 }, attempting)).toMatchObject({
    receipt: { state: 'deferred', externalIds: ['part-1'] },
  });
});
