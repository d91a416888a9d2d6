import { eventually } from '@filo/testing';
import type { Actor } from '@filo/testing/bluesky';
import { BlueskyDesk } from './bluesky-desk.js';
import { BlueskySignIn } from './bluesky-sign-in.js';

let desk: BlueskyDesk;
let signIn: BlueskySignIn;
beforeEach(async () => {
  desk = await BlueskyDesk.open();
  await desk.work();
  signIn = new BlueskySignIn(desk.server, desk.working);
}, 60_000);
afterEach(() => desk.close(), 60_000);

it('an account that signed in hears, answers and goes on when its token is over, also after a restart', async () => {
  const { server } = desk;
  const account = await signIn.account(desk.us);
  await desk.put(account);
  const first = desk.mention('one');
  await desk.hearing(first.uri);
  server.oauth.server.expireAccess();
  server.oauth.proofs.rotate();
  const second = desk.mention('two');
  await desk.hearing(second.uri);
  await desk.rest();
  server.oauth.server.expireAccess();
  await desk.work();
  const third = desk.mention('three');
  await desk.hearing(third.uri);
  const command = desk.answer(account, third, 'Here we are.');
  await desk.core.publishSend(command);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'accepted' });
  expect(server.oauth.server.grants).toHaveLength(1);
  expect(server.oauth.server.grants[0]!.ended).toBe(false);
  expect(server.oauth.server.refreshes).toBe(2);
  expect(server.sessions.signIns).toBe(0);
}, 60_000);

it('a sign-in taken back is told of with what to do; answers wait, and after signing in again nothing is missing', async () => {
  const { server, us } = desk;
  const account = await signIn.account(us);
  await desk.put(account);
  await desk.healthIs(account, 'ok');
  server.oauth.server.revoke(us);
  const { reason } = await desk.healthIs(account, 'failed');
  expect(reason).toMatch(/lets us into this account no more since \d{4}-.*Sign in again/);
  const missed = desk.mention('is anybody here?');
  const command = desk.answer(account, missed, 'Here we are.');
  await desk.core.publishSend(command);
  const { accountId } = account;
  await desk.put(await signIn.account(us, { accountId, version: 2 }));
  await desk.hearing(missed.uri);
  expect(await desk.receiptOf(command.deliveryId)).toMatchObject({ state: 'deferred' });
  // As core does then.
  await desk.core.publishSend({ ...command, eventId: crypto.randomUUID(), attempt: 2 });
  await desk.healthIs(account, 'ok');
  await eventually(() => desk.answers().length === 1);
}, 90_000);

it('what a replica renewed, core keeps: a bus that forgot everything does not bring an old token back', async () => {
  const { server, us } = desk;
  const account = await signIn.account(us);
  await desk.put(account);
  await desk.healthIs(account, 'ok');
  server.oauth.server.expireAccess();
  await desk.hearing(desk.mention('one').uri);
  await desk.rest();
  const state = await desk.state();
  for (const key of await state.keys('bluesky-oauth.*')) await state.delete(key);
  server.oauth.server.expireAccess();
  await desk.work();
  await desk.hearing(desk.mention('two').uri);
  expect(server.oauth.server.grants[0]!.ended).toBe(false);
}, 60_000);

it('an account that is removed is signed out at the network, and nothing of its session stays', async () => {
  const account = await signIn.account(desk.us);
  await desk.put(account);
  await desk.healthIs(account, 'ok');
  await desk.core.removeAccount('bluesky', account.accountId);
  await eventually(() => desk.server.oauth.server.grants[0]!.ended, { timeoutMs: 20_000 });
  const state = await desk.state();
  await eventually(async () => (await state.keys('bluesky-oauth.*')).length === 0, { timeoutMs: 20_000 });
}, 60_000);

it('an account that signed in is tested with its own session, also after its token is over or taken back', async () => {
  const { server, us } = desk;
  const account = await signIn.account(us);
  await desk.put(account);
  await desk.healthIs(account, 'ok');
  server.oauth.server.expireAccess();
  const good = await desk.verify(account);
  expect(good.map(({ name, ok }) => [name, ok])).toEqual([
    ['sign-in', true],
    ['reading', true],
  ]);
  const mentioned = desk.mention('still here?');
  await desk.hearing(mentioned.uri);
  server.oauth.server.revoke(us);
  const refused = (await desk.verify(account)).find(({ ok }) => !ok);
  expect(refused?.message).toMatch(/Sign in again/);
}, 60_000);

it('core is told under which state the browser will come back', async () => {
  const { us } = desk;
  const begun = await Promise.all([signIn.begin(us), signIn.begin(us)]);
  expect(begun[0].theirState).not.toBe(begun[1].theirState);
  for (const { url, theirState } of begun) expect(signIn.decide(url, us)['state']).toBe(theirState);
});

describe('nobody is let in', () => {
  it('who signs in as somebody else, comes with a state that was used, or denies', async () => {
    const { server, us, ada } = desk;
    const other = await signIn.begin(us);
    await expect(signIn.finish(other.state, signIn.decide(other.url, ada))).rejects.toMatchObject({
      code: 'wrong-mailbox',
    });
    expect(server.oauth.server.grants.every(({ ended }) => ended)).toBe(true);
    const good = await signIn.begin(us);
    const answer = signIn.decide(good.url, us);
    await signIn.finish(good.state, answer);
    await expect(signIn.finish(good.state, answer)).rejects.toMatchObject({ code: 'state-invalid' });
    const denied = await signIn.begin(us);
    await expect(signIn.finish(denied.state, signIn.decide(denied.url, undefined))).rejects.toMatchObject({
      code: 'exchange-failed',
    });
  }, 60_000);

  it('who brings the answer to another sign-in, or one of another issuer', async () => {
    const { us } = desk;
    const [one, two] = [await signIn.begin(us), await signIn.begin(us)];
    const answer = signIn.decide(one.url, us);
    await expect(signIn.finish(two.state, answer)).rejects.toMatchObject({ code: 'exchange-failed' });
    await expect(signIn.finish(one.state, { ...answer, iss: 'https://evil.example' })).rejects.toThrow(
      /Issuer mismatch/,
    );
  }, 60_000);
});

it('on a developer’s machine the client needs no document and no key, and tells that it is signed out in two weeks', async () => {
  const local = new BlueskySignIn(desk.server, desk.working, 'http://127.0.0.1:4620');
  const { state, url } = await local.begin(desk.us);
  expect(await local.finish(state, local.decide(url, desk.us))).toMatchObject({ ok: true });
  const account = await local.account(desk.us);
  await desk.put(account);
  const end = await desk.keyEnd(account);
  expect(Math.round((Date.parse(end) - Date.now()) / 86_400_000)).toBe(14);
  const named = local.begin(desk.us, { redirectUri: 'http://localhost:4620/callback' });
  await expect(named).rejects.toThrow(/FILO_PUBLIC_URL/);
}, 60_000);

it('two replicas that find the token over at the same time renew it one after the other', async () => {
  const { server } = desk;
  const account = await signIn.account(desk.us);
  await desk.put(account);
  const mention = desk.mention('one');
  await desk.hearing(mention.uri);
  await desk.alsoWork();
  server.slowMs = 300;
  server.faults.plan('/oauth/token', 'slow-after', { times: 50 });
  for (let round = 0; round < 3; round += 1) {
    server.oauth.server.expireAccess();
    const commands = Array.from({ length: 4 }, (_, n) =>
      desk.answer(account, mention, `Answer ${round}.${n}`),
    );
    await Promise.all(commands.map((command) => desk.core.publishSend(command)));
    for (const { deliveryId } of commands)
      expect(await desk.receiptOf(deliveryId)).toMatchObject({ state: 'accepted' });
  }
  await eventually(() => server.oauth.server.refreshes >= 3);
  expect(server.oauth.server.grants.map(({ ended }) => ended)).toEqual([false]);
}, 90_000);

describe('somebody shows that a public account is theirs', () => {
  const prove = async (as: Actor) => {
    const { server, ada } = desk;
    const account = desk.account();
    const state = 'a'.repeat(43);
    const { url, theirState } = await desk.working.prove!.start(account, {
      ...{ channel: 'bluesky', accountId: account.accountId, key: ada.did, state, note: { proofId: 'p' } },
      ...{ redirectUri: signIn.redirectUri, documentUrl: 'https://filo.example/clients/bluesky' },
    });
    expect(server.oauth.server.hintOf(new URL(url).searchParams.get('request_uri')!)).toBe(ada.handle);
    const said = signIn.decide(url, as);
    // By this one core finds the browser's cookie again.
    expect(said['state']).toBe(theirState);
    return { state, said };
  };

  it('by signing in, for which nothing but who they are is asked, and which ends at once', async () => {
    const { server, ada } = desk;
    const { state, said } = await prove(ada);
    expect(await desk.working.prove!.finish(state, said)).toEqual({ key: ada.did, note: { proofId: 'p' } });
    expect(server.oauth.server.grants).toMatchObject([{ scope: 'atproto', ended: true }]);
    await expect(desk.working.prove!.finish(state, said)).rejects.toMatchObject({ code: 'state-invalid' });
  }, 60_000);

  it('and who signs in as somebody else is told of as who they are', async () => {
    const { state, said } = await prove(desk.us);
    expect(await desk.working.prove!.finish(state, said)).toMatchObject({ key: desk.us.did });
  }, 60_000);

  it('but not with the state of an account’s sign-in, nor an account with that of a proof', async () => {
    const { us, ada } = desk;
    const begun = await signIn.begin(us);
    const answer = signIn.decide(begun.url, us);
    await expect(desk.working.prove!.finish(begun.state, answer)).rejects.toMatchObject({
      code: 'state-invalid',
    });
    const { state, said } = await prove(ada);
    await expect(signIn.finish(state, said)).rejects.toMatchObject({ code: 'state-invalid' });
  }, 60_000);
});
