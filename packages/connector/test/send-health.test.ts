import type { ConnectedAccount } from '@filo/contracts';
import { anAccount, aSend, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import {
  aborted,
  PermanentError,
  TemporaryError,
  type Channel,
  type Listening,
  type Sent,
} from '../src/index.js';
import { FakeCore, startConnector, type StartedConnector } from '../src/testing/index.js';

const name = 'sample';
let prefix: FreshPrefix;
let core: FakeCore;
let started: StartedConnector;
let account: ConnectedAccount;
/** How the other side takes the next answer. */
let fault: Error | undefined;
/** The other side of this account does not answer until it is let go. */
let hangs: { accountId: string; until: Promise<void> } | undefined;
let listening: Listening;
/** Fails the first comparison; the one after it takes its time. */
let compareFault: Error | undefined;

const channel: Channel = {
  name,
  async listen(given) {
    listening = given;
    given.health('ok');
    await aborted(given.signal);
  },
  async reconcile({ signal }) {
    const now = compareFault;
    compareFault = undefined;
    if (now !== undefined) throw now;
    await aborted(signal);
  },
  async send({ accountId }, { start }): Promise<Sent> {
    await start();
    if (accountId === hangs?.accountId) await hangs.until;
    if (fault !== undefined) throw fault;
    return {};
  },
};

beforeEach(async () => {
  prefix = await freshPrefix({ connectors: { [name]: [name] }, leaseTtlMs: 10_000 });
  core = await FakeCore.start(prefix.busOptions());
  account = anAccount({ channel: name });
  await core.putAccount(name, account);
  started = await startConnector(prefix, channel, { leaseTtlMs: 10_000 });
  await healthIs('ok');
}, 60_000);
afterEach(async () => {
  await started.stop();
  await core.stop();
  await prefix.remove();
}, 60_000);

const healthIs = (state: string, reason = /^/) =>
  eventually(async () => {
    const health = await core.healthOf(name, account.accountId);
    return health?.state === state && reason.test(health.reason) && health;
  });
const answer = async (how: Error | undefined) => {
  fault = how;
  const command = aSend({ channel: name, accountId: account.accountId });
  await core.publishSend(command);
  return eventually(() => core.receipts.find(({ deliveryId }) => deliveryId === command.deliveryId));
};
const later = new TemporaryError('The house is full.', { why: { code: 'full', with: { house: 'Sample' } } });
const noKey = new PermanentError('keys-refused', 'The key may not do this.', { ofAccount: true });

it('an account whose other side hangs holds up no answer of another, and each of its own is there once in the end', async () => {
  let letGo = () => {};
  hangs = { accountId: account.accountId, until: new Promise((resolve) => (letGo = resolve)) };
  const own = Array.from({ length: 20 }, () => aSend({ channel: name, accountId: account.accountId }));
  for (const command of own) await core.publishSend(command);
  await eventually(() => core.startsAsked > 0);
  const other = anAccount({ channel: name, address: 'another' });
  await core.putAccount(name, other);
  const command = aSend({ channel: name, accountId: other.accountId });
  await core.publishSend(command);
  await eventually(() => core.receipts.length > 0);
  expect(core.receipts.map(({ deliveryId }) => deliveryId)).toEqual([command.deliveryId]);
  letGo();
  await eventually(() => core.receipts.length > own.length);
  expect(core.receipts.every(({ state }) => state === 'accepted')).toBe(true);
  expect(new Set(core.receipts.map(({ deliveryId }) => deliveryId)).size).toBe(own.length + 1);
  hangs = undefined;
}, 60_000);

it('an answer that waits is told of, and no more once another was refused for good', async () => {
  await answer(later);
  const told = await healthIs('degraded', /waits and is tried again: The house is full/);
  expect(told.why).toEqual([{ code: 'sending-waits' }, { code: 'full', with: { house: 'Sample' } }]);
  await answer(new PermanentError('post-gone', 'The post is gone.'));
  expect((await healthIs('ok')).reason).toBe('');
}, 60_000);

it('what refuses the account and not the answer keeps the answer waiting, and is told until one goes out', async () => {
  const receipt = await answer(noKey);
  expect(receipt).toMatchObject({ state: 'deferred', why: [{ code: 'keys-refused' }] });
  await healthIs('degraded', /waits and is tried again: The key may not do this/);
  await answer(undefined);
  await healthIs('ok');
}, 60_000);

it('what could not go out is forgotten when the account reads again after trouble, or is changed', async () => {
  await answer(noKey);
  await healthIs('degraded');
  listening.health('failed', 'The house has burnt down.');
  await healthIs('failed');
  listening.health('ok');
  await healthIs('ok');
  await answer(noKey);
  await healthIs('degraded');
  await core.putAccount(name, { ...account, version: account.version + 1 });
  await healthIs('ok');
}, 60_000);

it('what could not be compared while the account was in trouble is no word of it once it reads again', async () => {
  compareFault = new TemporaryError('The line is cut.');
  started.connector.reconcile(account.accountId);
  await healthIs('degraded', /The line is cut/);
  listening.health('failed', 'The line is cut.');
  await healthIs('failed');
  listening.health('ok');
  expect((await healthIs('ok')).reason).toBe('');
}, 60_000);
