import { XDesk } from './x-desk.js';
import { XProving } from './x-proving.js';

let desk: XDesk;
let proving: XProving;
beforeEach(async () => {
  desk = await XDesk.open();
  proving = new XProving(desk);
  await desk.work(proving.settings());
}, 60_000);
afterEach(() => desk.close(), 60_000);

/** What the account of ours has spent today, as it lies on the bus. */
const spent = async () => {
  const state = await desk.state();
  return (await state.get(`x-costs.${proving.account.accountId}`))?.value;
};

it('somebody shows at X who they are, and the token that reads it is given back', async () => {
  const { state, url } = await proving.begin(desk.ada);
  const { searchParams } = new URL(url);
  expect(searchParams.get('scope')).toBe('users.read tweet.read');
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  const said = proving.decide(url, desk.ada);
  expect(await proving.finish(state, said)).toEqual({ key: desk.ada.id, note: { proofId: 'p' } });
  expect(desk.server.signIns.given).toMatchObject([{ ended: true }]);
}, 60_000);

it('an app without a secret signs people in too', async () => {
  await desk.rest();
  await desk.work(proving.settings({ isConfidential: false }));
  expect(await proving.prove(desk.ada, desk.ada)).toMatchObject({ key: desk.ada.id });
}, 60_000);

it('who signs in as somebody else is told of as who they are', async () => {
  expect(await proving.prove(desk.ada, desk.us)).toMatchObject({ key: desk.us.id });
  expect(desk.server.signIns.given).toMatchObject([{ ended: true }]);
}, 60_000);

it('an answer counts once, with its own state and code, and in time', async () => {
  const { state, url } = await proving.begin(desk.ada);
  const said = proving.decide(url, desk.ada);
  await proving.finish(state, said);
  const invalid = { code: 'state-invalid' };
  await expect(proving.finish(state, said)).rejects.toMatchObject(invalid);
  const wrong: Record<string, string>[] = [{ state: 'x'.repeat(43) }, { at: 'social.example' }];
  for (const over of wrong) {
    const one = await proving.begin(desk.ada);
    const answer = { ...proving.decide(one.url, desk.ada), ...over };
    await expect(proving.finish(one.state, answer)).rejects.toMatchObject(invalid);
  }
  const denied = await proving.begin(desk.ada);
  await expect(proving.finish(denied.state, proving.decide(denied.url, undefined))).rejects.toMatchObject(
    invalid,
  );
  const failed = { code: 'exchange-failed' };
  const [one, two] = [await proving.begin(desk.ada), await proving.begin(desk.ada)];
  const { code } = proving.decide(one.url, desk.ada);
  const swapped = { ...proving.decide(two.url, desk.ada), code: code! };
  await expect(proving.finish(two.state, swapped)).rejects.toMatchObject(failed);
  const late = await proving.begin(desk.ada);
  const tooLate = proving.decide(late.url, desk.ada);
  desk.server.signIns.expireCodes();
  await expect(proving.finish(late.state, tooLate)).rejects.toMatchObject(failed);
}, 60_000);

it('an X that does not tell who signed in proves nothing, and gets its token back', async () => {
  for (const fault of ['broken', 'no-credits', 'cut'] as const) {
    desk.server.faults.plan('GET users/me', fault);
    await expect(proving.prove(desk.ada, desk.ada)).rejects.toMatchObject({ code: 'account-untold' });
  }
  expect(desk.server.signIns.given.map(({ ended }) => ended)).toEqual([true, true, true]);
}, 60_000);

it('what it costs is counted with the account that heard them, and nobody signs in for money that is spent', async () => {
  await desk.rest();
  await desk.work({ ...proving.settings(), dailyCeiling: 0.02 });
  await proving.prove(desk.ada, desk.ada);
  expect(await spent()).toMatchObject({ reads: 1, micros: 10_000 });
  await proving.prove(desk.ada, desk.ada);
  await expect(proving.begin(desk.ada)).rejects.toMatchObject({ code: 'costs' });
}, 60_000);

it('who was sent away while there was money and comes back once it is spent costs nothing any more', async () => {
  await desk.rest();
  await desk.work({ ...proving.settings(), dailyCeiling: 0.02 });
  const begun = [await proving.begin(desk.ada), await proving.begin(desk.ada), await proving.begin(desk.ada)];
  const finished = await Promise.allSettled(
    begun.map(({ state, url }) => proving.finish(state, proving.decide(url, desk.ada))),
  );
  expect(finished.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected']);
  expect(finished.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { code: 'costs' } });
  expect(await spent()).toMatchObject({ micros: 20_000 });
  expect(desk.server.signIns.given.every(({ ended }) => ended)).toBe(true);
}, 60_000);

it('without an app of ours at X nobody is offered to sign in there', async () => {
  await desk.rest();
  await desk.work();
  expect(desk.working.prove).toBeUndefined();
}, 60_000);
