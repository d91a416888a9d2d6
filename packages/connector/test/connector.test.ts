import { sealSecrets, verifyBinding } from '@filo/bus';
import { accountsBucket, readAgain, reconcileNow, stateBucket, verifyAccount } from '@filo/contracts';
import { anAccount, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import {
  aborted,
  PermanentError,
  type Channel,
  type Heard,
  type Listening,
  type Reason,
} from '../src/index.js';
import { serveQuestions } from '../src/questions/questions-server.js';
import { SecretOpener } from '../src/accounts/secret-opener.js';
import {
  accountFor,
  connectorSecret,
  FakeCore,
  startConnector,
  type StartedConnector,
} from '../src/testing/index.js';

const name = 'sample';
const publicKey = new SecretOpener(connectorSecret).publicKey;
let prefix: FreshPrefix;
let core: FakeCore;
const started: StartedConnector[] = [];

beforeEach(async () => {
  prefix = await freshPrefix({ connectors: { [name]: [name] }, leaseTtlMs: 10_000 });
  core = await FakeCore.start(prefix.busOptions());
}, 120_000);

afterEach(async () => {
  for (const one of started.splice(0)) await one.stop();
  await core.stop();
  await prefix.remove();
}, 60_000);

const serve = async (
  channel: Channel,
  over: Parameters<typeof startConnector>[2] = { leaseTtlMs: 10_000 },
) => {
  const one = await startConnector(prefix, channel, over);
  started.push(one);
  return one;
};

/** A channel that only remembers who listens. */
class Ears implements Channel {
  readonly name = name;
  readonly listening: Listening[] = [];
  reconciled = 0;

  async listen(listening: Listening): Promise<void> {
    this.listening.push(listening);
    listening.health('ok');
    await aborted(listening.signal);
    this.listening.splice(this.listening.indexOf(listening), 1);
  }

  reconcile(): Promise<void> {
    this.reconciled += 1;
    return Promise.resolve();
  }

  verify(account: { settings: Record<string, unknown> }, secrets: Readonly<Record<string, string>>) {
    if (secrets.password !== 'right') throw new PermanentError('wrong-password', 'The password is wrong');
    return Promise.resolve([
      { name: 'login', ok: true, message: String(account.settings.host), durationMs: 1 },
    ]);
  }

  readAgain(raw: Uint8Array, { sortAt }: { sortAt: string }): Promise<Heard> {
    const author = { kind: 'mail', key: 'ada@example.org' };
    const text = Buffer.from(raw).toString();
    return Promise.resolve({
      type: 'message',
      externalId: 'again-1',
      direction: 'inbound',
      class: 'human',
      author,
      authorProof: { verdict: 'claimed', reason: 'test' },
      audience: 'private',
      participants: [],
      replyTo: author,
      text,
      newText: text,
      attachments: [],
      sortAt,
      arrival: { via: 'api' },
    });
  }
}

it('asks core for its accounts when the bucket is empty, and publishes its key', async () => {
  core.accounts = [anAccount({ channel: name })];
  const ears = new Ears();
  await serve(ears);
  await eventually(() => ears.listening.length === 1);
  expect((await (await core.bus.bucket(stateBucket(name))).get('public-key'))?.value).toBe(publicKey);
}, 60_000);

it('starts, restarts with opened secrets, pauses and ends an account as core changes it', async () => {
  const ears = new Ears();
  await serve(ears);
  const account = accountFor({ channel: ears, address: 'a', secrets: { password: 'one' } });
  await core.putAccount(name, account);
  await eventually(() => ears.listening[0]?.secrets.password === 'one');
  const changed = {
    ...account,
    version: 2,
    sealedSecrets: sealSecrets(publicKey, account.accountId, { password: 'two' }),
  };
  await core.putAccount(name, changed);
  await eventually(() => ears.listening[0]?.secrets.password === 'two');
  expect(ears.listening).toHaveLength(1);
  await core.putAccount(name, { ...changed, version: 3, state: 'paused' });
  await eventually(() => ears.listening.length === 0);
  // Nobody knows whether a paused one would work.
  await eventually(async () => (await core.healthOf(name, account.accountId))?.state === 'starting');
  await core.putAccount(name, { ...changed, version: 4 });
  await eventually(() => ears.listening.length === 1);
  await core.removeAccount(name, account.accountId);
  await eventually(() => ears.listening.length === 0);
}, 60_000);

it('goes on following what changed at the source of a paused account, and nothing else; says so, and when it last could', async () => {
  class Following extends Ears {
    followed = 0;
    broken = false;
    doubt: Reason | undefined;
    followChanges(): Promise<Reason | undefined> {
      this.followed += 1;
      if (this.broken) throw new PermanentError('token-revoked', 'The token was taken back');
      return Promise.resolve(this.doubt);
    }
  }
  const ears = new Following();
  const { connector } = await serve(ears, { firstReconcileMs: 50, leaseTtlMs: 10_000 });
  const account = anAccount({ channel: name, state: 'paused' });
  await core.putAccount(name, account);
  const health = () => core.healthOf(name, account.accountId);
  const followed = await eventually(async () => (await health())?.followedAt);
  expect(await health()).toMatchObject({ state: 'starting', why: [{ code: 'paused-follows-changes' }] });
  ears.doubt = { words: 'Much is missing', why: { code: 'deletions-doubted' } };
  connector.reconcile(account.accountId);
  await eventually(async () => (await health())?.state === 'degraded');
  expect(await health()).toMatchObject({ why: [{ code: 'deletions-doubted' }] });
  const before = (await health())!.followedAt!;
  expect(before > followed).toBe(true);
  ears.broken = true;
  connector.reconcile(account.accountId);
  await eventually(async () => (await health())?.reason === 'The token was taken back');
  expect([ears.listening.length, ears.reconciled]).toEqual([0, 0]);
  // Who comes next knows when it was, though nothing can be looked at any more.
  await started.pop()!.stop();
  await core.putAccount(name, {
    ...account,
    version: 2,
    sealedSecrets: sealSecrets(publicKey, 'another-account', {}),
  });
  await serve(ears);
  await eventually(async () => (await health())?.state === 'failed');
  await eventually(async () => (await health())?.followedAt === before);
}, 60_000);

it('says why an account cannot be served: foreign secrets, a channel it does not speak', async () => {
  await serve(new Ears());
  const sealedElsewhere = anAccount({
    channel: name,
    sealedSecrets: sealSecrets(publicKey, 'another-account', {}),
  });
  const foreign = anAccount({ channel: 'pigeon' });
  for (const account of [sealedElsewhere, foreign]) await core.putAccount(name, account);
  const reasonOf = (accountId: string) =>
    eventually(async () => {
      const health = await core.healthOf(name, accountId);
      return health?.state === 'failed' && health.reason;
    });
  expect(await reasonOf(sealedElsewhere.accountId)).toMatch(/cannot be opened/);
  expect(await reasonOf(foreign.accountId)).toMatch(/does not speak pigeon/);
}, 60_000);

it('holds the door of every account that is ours, also of one that cannot be served', async () => {
  const held = new Set<string>();
  const door: Channel = {
    name,
    hold: ({ address }) => {
      held.add(address);
      return () => void held.delete(address);
    },
    open: () => Promise.reject(new PermanentError('settings-invalid', 'The settings cannot be read')),
  };
  await serve(door);
  const failing = anAccount({ channel: name, address: 'failing' });
  const sealed = sealSecrets(publicKey, 'another-account', {});
  const sealedElsewhere = anAccount({ channel: name, address: 'sealed elsewhere', sealedSecrets: sealed });
  const ofAnotherRelease = { ...anAccount({ channel: name, address: 'of another release' }), v: 2 };
  for (const account of [failing, sealedElsewhere, ofAnotherRelease as never as typeof failing])
    await core.putAccount(name, account);
  await eventually(() => held.size === 3);
  await core.removeAccount(name, failing.accountId);
  await eventually(() => held.size === 2);
  expect([...held].sort()).toEqual(['of another release', 'sealed elsewhere']);
}, 60_000);

it('lets one replica listen on an account, and another take over when it stops', async () => {
  const [first, second] = [new Ears(), new Ears()];
  const one = await serve(first);
  await core.putAccount(name, anAccount({ channel: name }));
  await eventually(() => first.listening.length === 1);
  await serve(second);
  await expect(eventually(() => second.listening.length > 0, { timeoutMs: 1_500 })).rejects.toThrow();
  await one.connector.stop();
  await eventually(() => second.listening.length === 1);
  expect(first.listening).toHaveLength(0);
}, 60_000);

it('shows the listener’s trouble although other replicas hold the same account’s door', async () => {
  let broken = true;
  const channel = (): Channel => ({
    name,
    open: async ({ health, signal }) => {
      health('ok');
      await aborted(signal);
    },
    listen: async ({ health, signal }) => {
      if (broken) throw new PermanentError('wrong-password', 'The password is wrong');
      health('ok');
      await aborted(signal);
    },
  });
  const account = anAccount({ channel: name });
  const replicas = [await serve(channel())];
  await core.putAccount(name, account);
  const state = async () => (await core.healthOf(name, account.accountId))?.state;
  await eventually(async () => (await state()) === 'failed');
  replicas.push(await serve(channel()));
  const words = () => core.bus.bucket(stateBucket(name)).then((bucket) => bucket.keys('health.>'));
  await eventually(async () => (await words()).length === 2);
  await replicas[1]!.connector.health.settled();
  expect(await state()).toBe('failed');
  // The other takes over, and its word stands against the former listener's.
  broken = false;
  await replicas[0]!.connector.stop();
  await eventually(async () => (await state()) === 'ok', { timeoutMs: 20_000 });
}, 60_000);

it('reconciles soon after the start, on command, and after the bus was away; refills a wiped bucket', async () => {
  const account = anAccount({ channel: name });
  core.accounts = [account];
  const ears = new Ears();
  const { connector } = await serve(ears, { firstReconcileMs: 50, leaseTtlMs: 10_000 });
  await eventually(() => ears.reconciled === 1);
  connector.reconcile(account.accountId);
  await eventually(() => ears.reconciled === 2);
  const bucket = await core.bus.bucket(accountsBucket(name));
  await bucket.delete(account.accountId);
  await eventually(() => ears.listening.length === 0);
  await connector.reconnected();
  await eventually(() => ears.listening.length === 1);
  await eventually(() => ears.reconciled >= 3);
}, 60_000);

it('reconciles at the replica that listens, whichever is asked', async () => {
  const account = anAccount({ channel: name });
  const [first, second] = [new Ears(), new Ears()];
  await serve(first);
  await core.putAccount(name, account);
  await eventually(() => first.listening.length === 1);
  const other = await serve(second);
  await eventually(() => other.connector.accounts.get(account.accountId) !== undefined);
  expect(second.listening).toHaveLength(0);
  // Only the one that does not listen hears the question.
  const questions = await serveQuestions(name, other.connector.answers, prefix.busOptions(name));
  for (const times of [1, 2]) {
    const asked = { accountId: account.accountId };
    expect(
      await core.bus.ask.ask({ subject: reconcileNow.subject(name), question: reconcileNow, request: asked }),
    ).toEqual({ started: 1 });
    await eventually(() => first.reconciled === times);
  }
  expect(second.reconciled).toBe(0);
  await questions.close();
}, 60_000);

it('answers core’s questions: verify, read again, reconcile', async () => {
  const ears = new Ears();
  const { connector, bus } = await serve(ears);
  const questions = await serveQuestions(name, connector.answers, prefix.busOptions(name));
  const account = anAccount({ channel: name });
  await core.putAccount(name, account);
  await eventually(() => ears.listening.length === 1);
  const verify = (password: string) =>
    core.bus.ask.ask({
      subject: verifyAccount.subject(name),
      question: verifyAccount,
      request: {
        channel: name,
        address: 'a',
        settings: { host: 'mx' },
        sealedSecrets: sealSecrets(publicKey, verifyBinding, { password }),
      },
    });
  expect(await verify('right')).toMatchObject({ ok: true, checks: [{ name: 'login', message: 'mx' }] });
  expect(await verify('wrong')).toMatchObject({ ok: false, checks: [{ code: 'wrong-password' }] });

  const raw = await bus.blobs.put(Buffer.from('read me'));
  const question = {
    channel: name,
    accountId: account.accountId,
    externalId: 'again-1',
    cause: 'unreadable' as const,
    raw,
  };
  const again = { ...question, sortAt: new Date().toISOString(), history: false };
  expect(
    await core.bus.ask.ask({ subject: readAgain.subject(name), question: readAgain, request: again }),
  ).toEqual({ ok: true });
  await eventually(() => core.texts().includes('read me'));
  const missing = await core.bus.ask.ask({
    subject: readAgain.subject(name),
    question: readAgain,
    request: { ...again, raw: { sha256: '0'.repeat(64), bytes: 1 } },
  });
  expect(missing).toMatchObject({ ok: false, reason: expect.any(String) as string });
  expect(
    await core.bus.ask.ask({ subject: reconcileNow.subject(name), question: reconcileNow, request: {} }),
  ).toEqual({ started: 1 });
  await questions.close();
}, 60_000);
