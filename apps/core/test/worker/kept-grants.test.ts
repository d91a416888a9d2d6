import { natsMicroservice, TemporaryError } from '@filo/bus';
import { grantKeep } from '@filo/contracts';
import type { INestMicroservice } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorNames } from '../../src/accounts/connector-names.js';
import { StoreAccount } from '../../src/accounts/store-account.js';
import { WorkerModule } from '../../src/worker/worker.module.js';
import { groupId, log, testWorker, type TestWorker } from './test-worker.js';

const grantedAt = '2026-01-05T09:00:00.000Z';
let worker: TestWorker;
let questions: INestMicroservice;
let accountId: string;

beforeAll(async () => {
  worker = await testWorker();
  const connectors = new ConnectorNames({ FILO_CHANNEL_CONNECTORS: [] });
  questions = await NestFactory.createMicroservice(
    WorkerModule.with(worker.dataSource, worker.bus, connectors),
    { ...natsMicroservice(worker.busOptions('core')), logger: false },
  );
  await questions.listen();
}, 60_000);
afterAll(async () => {
  await questions.close();
  await worker.close();
});
beforeEach(async () => {
  accountId = uuidv7();
  await worker.dataSource.query(
    `insert into account (id, channel, address, account_group_id, settings, sealed_secrets)
     values ($1, 'email', $2, $3, $4, 'of the consent')`,
    [accountId, `${accountId}@example.com`, groupId, { oauth: { provider: 'custom', grantedAt } }],
  );
});

const keep = (generation: number, sealed: string, over: { grantedAt?: string; accountId?: string } = {}) =>
  worker.bus.ask.ask({
    subject: grantKeep.subject(),
    question: grantKeep,
    request: { accountId, grantedAt, generation, sealed, ...over },
  });

const row = async () =>
  (
    await worker.rows<{ kept: unknown; sealed: string; version: number }>(
      'select kept_grant as kept, sealed_secrets as sealed, version from account where id = $1',
      [accountId],
    )
  )[0]!;

it('keeps the newest tokens, whatever the order in which they come, and gives them back to who has older ones', async () => {
  const before = await row();
  const answers = await Promise.all(Array.from({ length: 8 }, (_, n) => keep(n, `sealed ${n}`)));
  expect(answers.filter(({ answer }) => answer === 'not-this-consent')).toEqual([]);
  expect(await keep(0, 'sealed 0')).toEqual({ answer: 'newer', generation: 7, sealed: 'sealed 7' });
  expect(await keep(7, 'others of the same age')).toEqual({ answer: 'kept' });
  // The account itself is as it was: connectors go on undisturbed.
  expect(await row()).toEqual({ ...before, kept: { grantedAt, generation: 7, sealed: 'sealed 7' } });
});

it('tells by the millisecond which are newer', async () => {
  const ms = Date.parse('2026-11-25T22:00:00.000Z');
  expect(await keep(ms, 'first')).toEqual({ answer: 'kept' });
  expect(await keep(ms + 1, 'renewed')).toEqual({ answer: 'kept' });
  expect(await keep(ms, 'first')).toEqual({ answer: 'newer', generation: ms + 1, sealed: 'renewed' });
});

it('takes nothing of another consent, nor of an account that is gone or unknown', async () => {
  await keep(3, 'sealed 3');
  const refused = { answer: 'not-this-consent' };
  expect(await keep(9, 'late', { grantedAt: '2026-01-04T09:00:00.000Z' })).toEqual(refused);
  expect(await keep(9, 'nobody', { accountId: uuidv7() })).toEqual(refused);
  expect((await row()).kept).toMatchObject({ generation: 3 });
  await worker.dataSource.query(`update account set state = 'removed' where id = $1`, [accountId]);
  expect(await keep(9, 'late')).toEqual(refused);
});

it('forgets them with the consent: when the mailbox is signed in anew, and when it is removed', async () => {
  const store = new StoreAccount(worker.dataSource, { run: () => Promise.reject(new TemporaryError('')) } as never, { of: () => 'email' } as never, log); // prettier-ignore
  const reader = { agentId: null, accountGroupIds: [groupId] } as never;
  await keep(3, 'sealed 3');
  await store.change(reader, { id: accountId, name: 'Renamed' }, 'account-changed');
  expect((await row()).kept).toMatchObject({ generation: 3 });
  const settings = { oauth: { provider: 'custom', grantedAt: '2026-02-01T00:00:00.000Z' } };
  await store.change(reader, { id: accountId, settings, sealedSecrets: 'anew' }, 'account-signed-in');
  expect((await row()).kept).toBeNull();
  expect(await keep(0, 'first', settings.oauth)).toEqual({ answer: 'kept' });
  await store.change(reader, { id: accountId, state: 'removed', sealedSecrets: null }, 'account-removed');
  expect((await row()).kept).toBeNull();
});
