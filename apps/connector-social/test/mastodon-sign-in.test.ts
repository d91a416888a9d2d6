import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { MastodonDesk } from './mastodon-desk.js';
import { MastodonProving } from './mastodon-proving.js';

let desk: MastodonDesk;
/** Not ours: whoever is invited may be anywhere. */
let home: MastodonServer;
let bea: Actor;
let proving: MastodonProving;
beforeEach(async () => {
  desk = await MastodonDesk.open();
  await desk.work();
  home = new MastodonServer();
  await home.start();
  bea = home.world.join('bea');
  proving = new MastodonProving(desk, home);
}, 60_000);
afterEach(async () => {
  await home.stop();
  await desk.close();
}, 60_000);

it('somebody shows at their own instance who they are, and what it gives is narrow and given back', async () => {
  const { state, url } = await proving.begin(bea);
  const { origin, searchParams } = new URL(url);
  expect(origin).toBe(home.url);
  expect(searchParams.get('scope')).toBe('profile');
  expect(searchParams.get('code_challenge_method')).toBe('S256');
  const said = proving.decide(url, bea);
  expect(await proving.finish(state, said)).toEqual({ key: bea.uri, note: { proofId: 'p' } });
  expect(home.signIns.given).toMatchObject([{ scopes: ['profile'] }]);
  expect(proving.isOpen()).toBe(false);
  expect([...desk.server.asked.keys()].filter((one) => one.includes('oauth'))).toEqual([]);
}, 60_000);

it('an instance from before 4.3 is asked as it was then, for its accounts alone', async () => {
  home.signIns.isOld = true;
  const { state, url } = await proving.begin(bea);
  expect(new URL(url).searchParams.get('scope')).toBe('read:accounts');
  expect(new URL(url).searchParams.has('code_challenge')).toBe(false);
  expect(await proving.finish(state, proving.decide(url, bea))).toMatchObject({ key: bea.uri });
}, 60_000);

it('another account of the same instance is told of as who it is', async () => {
  const other = home.world.join('other');
  expect(await proving.prove(bea, other)).toMatchObject({ key: other.uri });
  expect(proving.isOpen()).toBe(false);
}, 60_000);

it('an answer counts once, with its own state, from its own instance, and within ten minutes of the instance', async () => {
  const { state, url } = await proving.begin(bea);
  const said = proving.decide(url, bea);
  await proving.finish(state, said);
  const invalid = { code: 'state-invalid' };
  await expect(proving.finish(state, said)).rejects.toMatchObject(invalid);
  const wrong: Record<string, string>[] = [{ state: 'x'.repeat(43) }, { at: 'another.example' }];
  for (const over of wrong) {
    const one = await proving.begin(bea);
    await expect(
      proving.finish(one.state, { ...proving.decide(one.url, bea), ...over }),
    ).rejects.toMatchObject(invalid);
  }
  const late = await proving.begin(bea);
  const tooLate = proving.decide(late.url, bea);
  home.signIns.expireCodes();
  await expect(proving.finish(late.state, tooLate)).rejects.toMatchObject({ code: 'exchange-failed' });
  const denied = await proving.begin(bea);
  await expect(proving.finish(denied.state, proving.decide(denied.url, undefined))).rejects.toMatchObject(
    invalid,
  );
}, 60_000);

it('a code of one sign-in is worth nothing in another, for the instance binds it', async () => {
  const [one, two] = [await proving.begin(bea), await proving.begin(bea)];
  const { code } = proving.decide(one.url, bea);
  const said = { ...proving.decide(two.url, bea), code: code! };
  await expect(proving.finish(two.state, said)).rejects.toMatchObject({ code: 'exchange-failed' });
}, 60_000);

it('Filo registers itself at an instance once, and again when the instance has forgotten it', async () => {
  for (let times = 0; times < 2; times += 1) await proving.prove(bea, bea);
  expect(home.asked.get('POST /api/v1/apps')).toBe(1);
  await desk.rest();
  await desk.work();
  await proving.prove(bea, bea);
  expect(home.asked.get('POST /api/v1/apps')).toBe(1);
  home.signIns.forgetApps();
  expect(await proving.prove(bea, bea)).toMatchObject({ key: bea.uri });
  expect(home.asked.get('POST /api/v1/apps')).toBe(2);
  home.signIns.isOld = true;
  expect(await proving.prove(bea, bea)).toMatchObject({ key: bea.uri });
  expect([...home.signIns.apps.values()].at(-1)!.scopes).toEqual(['read:accounts']);
}, 60_000);

it('what Filo is called at an instance is forgotten when nobody signed in there for 90 days, and what is used is kept', async () => {
  const day = 86_400_000;
  const state = await desk.state();
  const kept = async () => {
    const [key] = await state.keys('mastodon-app.*');
    return key === undefined ? undefined : { key, held: (await state.get<{ usedAt?: number }>(key))! };
  };
  /** As if it had been used so long ago; undefined: an earlier release kept it. */
  const usedAt = async (at: number | undefined) => {
    const { key, held } = (await kept())!;
    await state.update(key, { ...held.value, usedAt: at }, held.revision);
  };
  await proving.prove(bea, bea);
  await usedAt(undefined);
  await desk.working.prove.forgetUnused();
  expect((await kept())!.held.value.usedAt).toBeGreaterThan(Date.now() - 60_000);
  await usedAt(Date.now() - 89 * day);
  await desk.working.prove.forgetUnused();
  expect(await kept()).toBeDefined();
  await proving.prove(bea, bea);
  expect((await kept())!.held.value.usedAt).toBeGreaterThan(Date.now() - 60_000);
  expect(home.asked.get('POST /api/v1/apps')).toBe(1);
  await usedAt(Date.now() - 91 * day);
  await desk.working.prove.forgetUnused();
  expect(await kept()).toBeUndefined();
  expect(await proving.prove(bea, bea)).toMatchObject({ key: bea.uri });
  expect(home.asked.get('POST /api/v1/apps')).toBe(2);
}, 60_000);

it('an instance that forgot Filo while somebody signed in is told again who Filo is by the next one', async () => {
  const { state, url } = await proving.begin(bea);
  const said = proving.decide(url, bea);
  home.signIns.forgetApps();
  await expect(proving.finish(state, said)).rejects.toMatchObject({ code: 'application-forgotten' });
  expect(await (await desk.state()).keys('mastodon-app.*')).toEqual([]);
  expect(await proving.prove(bea, bea)).toMatchObject({ key: bea.uri });
}, 60_000);

it.each(['rate-limited', 'broken'] as const)(
  'an instance that is %s for a moment has not forgotten Filo, and nobody is registered anew',
  async (fault) => {
    await proving.prove(bea, bea);
    home.faults.plan('POST /oauth/token', fault);
    expect(await proving.prove(bea, bea)).toMatchObject({ key: bea.uri });
    expect(home.asked.get('POST /api/v1/apps')).toBe(1);
  },
  60_000,
);

it('what an instance gave Filo lies sealed on the bus', async () => {
  await proving.prove(bea, bea);
  const [app] = [...home.signIns.apps.values()];
  const state = await desk.state();
  const [key, ...others] = await state.keys('mastodon-app.*');
  expect(others).toEqual([]);
  const held = JSON.stringify(await state.get(key!));
  for (const secret of [app!.clientSecret, app!.clientId]) expect(held).not.toContain(secret);
}, 60_000);

it('an instance that is away, broken or takes no application sends nobody anywhere; one that fails afterwards joins nobody', async () => {
  const begun = await proving.begin(bea);
  const said = proving.decide(begun.url, bea);
  home.faults.plan('GET /api/v1/accounts/verify_credentials', 'broken');
  await expect(proving.finish(begun.state, said)).rejects.toMatchObject({ code: 'account-untold' });
  expect(proving.isOpen()).toBe(false);
  home.signIns.forgetApps();
  home.faults.plan('POST /api/v1/apps', 'rate-limited');
  await expect(proving.begin(bea)).rejects.toMatchObject({ code: 'no-application' });
  home.goDown();
  await expect(proving.begin(bea)).rejects.toMatchObject({ code: 'unavailable' });
}, 60_000);
