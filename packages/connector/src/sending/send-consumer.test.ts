import { PermanentError, TemporaryError, type Ask, type Incoming, type Outcome } from '@filo/bus';
import { send, type DeliveryReceipt, type Send } from '@filo/contracts';
import { anAccount, aSend } from '@filo/testing';
import type { Channel } from '../channel.js';
import { SendConsumer, type SendConsumerParts } from './send-consumer.js';

const account = anAccount({ channel: 'x' });
const command = send.parse(aSend({ channel: 'x', accountId: account.accountId }));

/** Core's fence: of each attempt one token may go. */
class FakeFence {
  readonly holders = new Map<number, string>();
  /** The question reaches core, its answer reaches nobody. */
  silent = false;

  ask: Ask['ask'] = ({ request }) => {
    const { attempt, token } = request as { attempt: number; token: string };
    const holder = this.holders.get(attempt) ?? token;
    this.holders.set(attempt, holder);
    if (this.silent) return Promise.reject(new TemporaryError('no answer'));
    const answer = holder === token ? { answer: 'go' } : { answer: 'stop', reason: 'started-elsewhere' };
    return Promise.resolve(answer as never);
  };
}

/** A consumer whose bus hands over what the test gives it. */
const consuming = async (sendIt: NonNullable<Channel['send']>, fence = new FakeFence()) => {
  const receipts: DeliveryReceipt[] = [];
  let handle: ((batch: readonly Incoming<Send>[]) => Promise<readonly Outcome[]>) | undefined;
  let refuses = 0;
  let opened = { account, secrets: { key: 'old' } };
  const bus = {
    ask: fence,
    blobs: {},
    consumeSends: (_: string, __: string, options: { handle: typeof handle }) =>
      Promise.resolve(void (handle = options.handle)),
    publishInbound: (receipt: DeliveryReceipt) => {
      if (refuses-- > 0) return Promise.reject(new TemporaryError('The bus is away.'));
      receipts.push(receipt);
      return Promise.resolve();
    },
  };
  const parts = {
    bus,
    accounts: { get: () => opened },
    health: { wentOut: () => undefined, set: () => undefined },
    log: { info: () => undefined, warn: () => undefined },
  };
  const channel = { name: 'x', send: sendIt } as Channel;
  await new SendConsumer('x', channel, parts as unknown as SendConsumerParts).run(
    new AbortController().signal,
  );
  return {
    receipts,
    refuseOnce: () => (refuses = 1),
    newKeys: () => (opened = { account, secrets: { key: 'new' } }),
    newName: () => (opened = { account: { ...account }, secrets: { key: 'old' } }),
    take: async (deliveries = 1, event = command) =>
      (await handle!([{ event, deliveries, subject: '', working: () => undefined }]))[0],
  };
};

it('says the same receipt again where the command comes again, whoever lost it, and sends nothing again', async () => {
  let sent = 0;
  const { take, receipts, refuseOnce } = await consuming(async (_, { start }) => {
    await start();
    sent += 1;
    return { externalId: 'post-1' };
  });
  refuseOnce();
  expect(await take()).toMatchObject({ type: 'retry' });
  expect(await take(2)).toEqual({ type: 'done' });
  expect(await take()).toEqual({ type: 'done' });
  expect(receipts).toMatchObject(Array(2).fill({ state: 'accepted', externalId: 'post-1' }));
  expect(new Set(receipts.map(({ eventId }) => eventId)).size).toBe(2);
  expect(sent).toBe(1);
});

it.each([
  ['another copy of the command is spoken for', command, { type: 'done' }],
  [
    'a further attempt waits',
    { ...command, attempt: 2 },
    { type: 'retry', retryAfterMs: expect.any(Number) },
  ],
])(
  '%s while a delivery is under way here, and calls it neither cut nor sends beside it',
  async (_, second, outcome) => {
    let arrive = () => {};
    let sent = 0;
    let started = () => {};
    const underWay = new Promise<void>((resolve) => (started = resolve));
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const { take, receipts } = await consuming(async (__, { start }) => {
      await start();
      sent += 1;
      started();
      await arrived;
      return {};
    });
    const first = take();
    await underWay;
    const meanwhile = await take(2, second);
    expect([sent, receipts]).toEqual([1, []]);
    arrive();
    expect(await first).toEqual({ type: 'done' });
    expect(meanwhile).toMatchObject(outcome);
    expect(receipts).toMatchObject([{ state: 'accepted', attempt: 1 }]);
  },
);

it('a go that core says when nobody waits for it any more is taken up by the next try', async () => {
  const fence = new FakeFence();
  let sent = 0;
  const { take, receipts } = await consuming(async (_, { start }) => {
    await start();
    sent += 1;
    return {};
  }, fence);
  fence.silent = true;
  expect(await take()).toMatchObject({ type: 'retry' });
  expect([sent, fence.holders.size]).toEqual([0, 1]);
  fence.silent = false;
  expect(await take(2)).toEqual({ type: 'done' });
  expect(sent).toBe(1);
  expect(receipts).toMatchObject([{ state: 'accepted' }]);
});

it('what was refused with old keys while new ones came is tried with those, and does not wait its turn', async () => {
  const refused = new PermanentError('keys-refused', 'The keys are refused.', { ofAccount: true });
  const consumer = await consuming(async (_, { start }) => {
    await start();
    if (consumer.receipts.length > 0) consumer.newKeys();
    throw refused;
  });
  const waitsMs = ({ at, retryAt }: DeliveryReceipt) => Date.parse(retryAt!) - Date.parse(at);
  await consumer.take();
  await consumer.take(1, { ...command, attempt: 2 });
  expect(consumer.receipts).toMatchObject([{ state: 'deferred' }, { state: 'deferred' }]);
  const [withOld, between] = consumer.receipts.map(waitsMs);
  expect(withOld).toBeGreaterThan(10_000);
  expect(between).toBeLessThan(5_000);
});

it('a change of the account that brings no keys leaves what was put off its turn', async () => {
  const consumer = await consuming(async (_, { start }) => {
    await start();
    consumer.newName();
    throw new TemporaryError('The network asks for a pause.', { retryAfterMs: 900_000 });
  });
  await consumer.take();
  const [{ at, retryAt, state } = {} as DeliveryReceipt] = consumer.receipts;
  expect(state).toBe('deferred');
  expect(Date.parse(retryAt!) - Date.parse(at)).toBeGreaterThan(600_000);
});
