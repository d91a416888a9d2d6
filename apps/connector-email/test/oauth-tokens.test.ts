import { TemporaryError, type OwnMemory } from '@filo/connector';
import { FakeCore, openAsConnector, sealToConnector } from '@filo/connector/testing';
import { grantKeep, stateBucket } from '@filo/contracts';
import { loadConfig } from '@filo/service';
import { anAccount, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { z } from 'zod';
import { grantOf, type Grant } from '../src/oauth/grant/grant.js';
import { GrantBook } from '../src/oauth/grant/grant-book.js';
import { KeepGrant } from '../src/oauth/grant/keep-grant.js';
import { KeptByCore } from '../src/oauth/grant/kept-by-core.js';
import { RefreshTokens } from '../src/oauth/grant/refresh-tokens.js';
import { secretsOf, tokenSetOf, type TokenSet } from '../src/oauth/grant/token-set.js';
import { Memory } from '../src/oauth/memory.js';
import { oauthProviders, type OAuthProvider } from '../src/oauth/provider/oauth-provider.js';
import { oauthSettings } from '../src/oauth/provider/oauth-settings.js';
import { TokenEndpoint } from '../src/oauth/provider/token-endpoint.js';
import { OAuthServer } from './servers/oauth-server.js';

describe('the tokens of a mailbox', () => {
  let oauth: OAuthServer;
  let prefix: FreshPrefix;
  let core: FakeCore;
  let state: OwnMemory['state'];
  let provider: OAuthProvider;
  let grant: Grant;

  beforeAll(async () => {
    prefix = await freshPrefix({ connectors: { email: ['email'] } });
    core = await FakeCore.start(prefix.busOptions());
    state = await core.bus.bucket(stateBucket('email'));
  }, 60_000);
  afterAll(async () => {
    await core.stop();
    await prefix.remove();
  }, 60_000);

  beforeEach(async () => {
    oauth = await OAuthServer.start();
    const servers = { FILO_OAUTH_CUSTOM_IMAP: 'imap://127.0.0.1:1' };
    const settings = loadConfig(z.object(oauthSettings), { ...oauth.environment, ...servers });
    provider = oauthProviders(settings)[0]!;
    grant = grantAt('2026-01-01T00:00:00.000Z', await tokensOfConsent());
  });
  afterEach(() => oauth.stop());

  const tokensOfConsent = async (): Promise<TokenSet> => {
    const url = new URL(provider.authorizeUrl);
    const { codeChallenge, verifier } = { codeChallenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', verifier: 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk' }; // prettier-ignore
    const redirectUri = 'http://127.0.0.1/back';
    const query = {
      client_id: provider.clientId,
      response_type: 'code',
      code_challenge_method: 'S256',
      code_challenge: codeChallenge,
      redirect_uri: redirectUri,
      login_hint: 'support@example.com',
    };
    url.search = new URLSearchParams(query).toString();
    const back = (await fetch(url, { redirect: 'manual' })).headers.get('location') ?? '';
    const code = new URL(back).searchParams.get('code') ?? '';
    const answer = await new TokenEndpoint().exchange(provider, { code, verifier, redirectUri });
    return tokenSetOf(answer, { refreshToken: answer.refresh_token ?? '' });
  };
  const { accountId: anId } = anAccount();
  let count = 0;
  const grantAt = (
    grantedAt: string,
    tokens: TokenSet,
    accountId = `${anId.slice(0, -4)}${1000 + count++}`,
  ): Grant =>
    grantOf({ account: { accountId }, secrets: secretsOf(tokens) }, { provider: 'custom', grantedAt }, [
      provider,
    ]);
  const keepGrant: OwnMemory['keepGrant'] = (request) =>
    core.bus.ask.ask({ subject: grantKeep.subject(), question: grantKeep, request, timeoutMs: 1_000 });
  const replica = (over: Partial<OwnMemory['state']> = {}) => {
    const memory = new Memory();
    const bound = {
      get: state.get.bind(state),
      create: state.create.bind(state),
      update: state.update.bind(state),
      delete: state.delete.bind(state),
      forget: state.forget.bind(state),
      keys: state.keys.bind(state),
    };
    memory.remember({
      state: { ...bound, ...over },
      seal: sealToConnector,
      open: openAsConnector,
      keepGrant,
      ownKey: (_, bytes) => new Uint8Array(bytes),
    });
    return new RefreshTokens(new GrantBook(memory, new KeptByCore(memory)), new TokenEndpoint());
  };
  const key = () => `oauth.${grant.accountId}`;
  const other = (tokens: TokenSet) => (held: TokenSet) => held.accessToken === tokens.accessToken;

  it('are fetched once however many replicas find them due at once, and all get the new ones', async () => {
    const replicas = [replica(), replica(), replica()];
    const asking = Array.from({ length: 24 }, (_, i) => replicas[i % 3]!.run(grant, other(grant.first)));
    const got = new Set((await Promise.all(asking)).map(({ accessToken }) => accessToken));
    // One for the consent, one for all of them.
    expect(oauth.tokenRequests).toBe(2);
    expect([...got]).toEqual([expect.not.stringMatching(grant.first.accessToken)]);
  }, 30_000);

  it('are written down before they are used, also when the bus is away for a moment', async () => {
    let broken = 0;
    const update: OwnMemory['state']['update'] = async (...write) => {
      // The claim goes through; what the provider gave does not, twice.
      if (oauth.refreshes.length === 1 && broken++ < 2) throw new TemporaryError('away');
      return state.update(...write);
    };
    const first = await replica({ update }).run(grant, other(grant.first));
    expect(broken).toBe(3);
    // A fresh process finds them, and the provider, which ends the permission at a reuse, takes them.
    const next = await replica().run(grant, other(first));
    expect(next.accessToken).not.toBe(first.accessToken);
    expect(oauth.refreshes).toHaveLength(2);
  }, 30_000);

  it('go on from a replica that died while it fetched them', async () => {
    await replica().run(grant, () => false);
    const held = (await state.get<object>(key()))!;
    const claim = { by: 'dead', until: new Date(Date.now() + 1_000).toISOString() };
    await state.update(key(), { ...held.value, claim }, held.revision);
    const got = await replica().run(grant, other(grant.first));
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(claim.until));
    expect(got.accessToken).not.toBe(grant.first.accessToken);
  }, 30_000);

  it('are those of the newest consent, whoever still holds an older one', async () => {
    await replica().run(grant, () => false);
    const newer = grantAt('2026-01-02T00:00:00.000Z', await tokensOfConsent(), grant.accountId);
    expect(await replica().run(newer, () => false)).toEqual(newer.first);
    await expect(replica().run(grant, () => false)).rejects.toThrow(/signed in anew/);
    expect(await replica().run(newer, () => false)).toEqual(newer.first);
  }, 30_000);

  it('are not asked for again after a final no, by nobody, and after a busy answer only in a while', async () => {
    oauth.failing = 429;
    await expect(replica().run(grant, () => true)).rejects.toThrow(/cannot be renewed right now/);
    await expect(replica().run(grant, () => true)).rejects.toThrow(/cannot be renewed right now/);
    expect(oauth.tokenRequests).toBe(2);
    oauth.failing = undefined;
    oauth.revoke();
    const revoked = grantAt('2026-01-03T00:00:00.000Z', grant.first, grant.accountId);
    for (let i = 0; i < 5; i++)
      await expect(replica().run(revoked, () => true)).rejects.toThrow(/Sign in again/);
    expect(oauth.tokenRequests).toBe(3);
  }, 30_000);

  describe('when the bus has lost its memory', () => {
    const wipe = () => state.delete(key());

    it('go on from those that core keeps, and no void one is used again', async () => {
      const last = await replica().run(grant, other(grant.first));
      await wipe();
      // Both know the account alone, which carries the tokens of the consent, void since the first renewal.
      const replicas = [replica(), replica()];
      const got = await Promise.all(replicas.map((one) => one.run(grant, other(last))));
      expect(new Set(got.map(({ accessToken }) => accessToken)).size).toBe(1);
      expect(got[0]!.generation).toBeGreaterThan(last.generation);
      // The provider ends the permission when a refresh token comes twice.
      expect(oauth.ownerOf(got[0]!.accessToken)).toBe('support@example.com');
      expect(oauth.refreshes).toHaveLength(2);
    }, 30_000);

    it('are not begun from void ones while core is away', async () => {
      const last = await replica().run(grant, other(grant.first));
      await wipe();
      core.present = false;
      try {
        await expect(replica().run(grant, other(last))).rejects.toBeInstanceOf(TemporaryError);
        expect(await state.get(key())).toBeUndefined();
      } finally {
        core.present = true;
      }
      expect((await replica().run(grant, other(last))).generation).toBeGreaterThan(last.generation);
    }, 30_000);

    it('are taken from core where the bus was rolled back to older ones', async () => {
      await replica().run(grant, () => false);
      const old = (await state.get<object>(key()))!;
      const last = await replica().run(grant, other(grant.first));
      await state.update(key(), old.value, (await state.get(key()))!.revision);
      const got = await replica().run(grant, other(grant.first));
      expect(got).toEqual(last);
      expect(oauth.refreshes).toHaveLength(1);
      expect((await replica().run(grant, other(last))).generation).toBeGreaterThan(last.generation);
    }, 30_000);

    it('are those that a former release renewed last, which tells core nothing and counts nothing', async () => {
      const first = await replica().run(grant, other(grant.first));
      core.present = false;
      const { generation: _, ...renewed } = await replica()
        .run(grant, other(first))
        .finally(() => (core.present = true));
      const held = (await state.get<object>(key()))!;
      const sealed = sealToConnector(grant.accountId, { oauthTokens: JSON.stringify(renewed) });
      await state.update(key(), { ...held.value, sealed }, held.revision);
      // From core's older ones the provider would end the permission.
      const next = await replica().run(grant, ({ accessToken }) => accessToken === renewed.accessToken);
      expect([first.accessToken, renewed.accessToken]).not.toContain(next.accessToken);
      expect(oauth.refreshes).toHaveLength(3);
    }, 30_000);

    it('are renewed as ever while core is away, and core gets them when it is back', async () => {
      await replica().run(grant, () => false);
      core.present = false;
      const alone = await replica()
        .run(grant, other(grant.first))
        .finally(() => (core.present = true));
      expect(core.grants.get(grant.accountId)?.generation).toBe(grant.first.generation);
      const stop = new AbortController();
      const keeping = new KeepGrant(replica(), 100).run(
        grant,
        { trouble: () => undefined, keyEnds: () => undefined },
        stop.signal,
      );
      await eventually(() => core.grants.get(grant.accountId)?.generation === alone.generation);
      stop.abort();
      await keeping;
      await wipe();
      expect(await replica().run(grant, () => false)).toEqual(alone);
    }, 30_000);

    it('are readable to nobody but the connector', async () => {
      await replica().run(grant, other(grant.first));
      const kept = JSON.stringify(core.grants.get(grant.accountId));
      expect(oauth.secrets.filter((secret) => kept.includes(secret))).toEqual([]);
    }, 30_000);
  });

  it('need a client that is still configured', () => {
    expect(() =>
      grantOf({ account: grant, secrets: {} }, { provider: 'google', grantedAt: '' }, [provider]),
    ).toThrow(/FILO_OAUTH_GOOGLE_CLIENT_ID/);
  });
});
