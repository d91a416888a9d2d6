import { FakeCore, openAsConnector } from '@filo/connector/testing';
import { aSend, Dovecot, eventually, freshPrefix, type FreshPrefix } from '@filo/testing';
import { tokensIn } from '../src/oauth/grant/token-set.js';
import { aMail } from './servers/a-mail.js';
import { describeWithDovecot } from './servers/describe-with-dovecot.js';
import { OAuthServer } from './servers/oauth-server.js';
import { address, SigningIn } from './servers/signing-in.js';
import { SmtpSink } from './servers/smtp-sink.js';

describeWithDovecot('a mailbox that signs in at a provider', () => {
  let dovecot: Dovecot;
  let oauth: OAuthServer;
  let sink: SmtpSink;
  let prefix: FreshPrefix;
  let core: FakeCore;
  let mail: SigningIn;

  beforeEach(async () => {
    oauth = await OAuthServer.start();
    sink = await SmtpSink.start({
      token: (user, token) => sink.takesTokens && oauth.ownerOf(token) === user,
    });
    dovecot = await Dovecot.start({ introspectionUrl: `${oauth.url}/introspect` });
    prefix = await freshPrefix({ connectors: { email: ['email'] }, leaseTtlMs: 10_000 });
    core = await FakeCore.start(prefix.busOptions());
    mail = new SigningIn(prefix, core, oauth, {
      FILO_OAUTH_CUSTOM_IMAP: `imap://127.0.0.1:${dovecot.ports.imap}`,
      FILO_OAUTH_CUSTOM_SMTP: `smtp://127.0.0.1:${sink.port}`,
    });
    await mail.addReplica();
  }, 120_000);
  afterEach(async () => {
    await mail.stop();
    await core.stop();
    await prefix.remove();
    await Promise.all([dovecot.stop(), sink.stop(), oauth.stop()]);
  }, 60_000);

  const arrives = async (subject: string) => {
    await dovecot.deliver('support', aMail({ subject }));
    await eventually(() => core.texts().some((text) => text.includes(subject)), { timeoutMs: 20_000 });
  };
  const outcome = async (going: { state: string; code: string }) => {
    const finished = await mail.finish(going);
    return finished.ok ? 'done' : finished.code;
  };

  /** Of the tokens that core keeps. */
  const keptLifeMs = (accountId: string): number => {
    const kept = tokensIn(openAsConnector(accountId, core.grants.get(accountId)?.sealed ?? ''));
    return kept ? Date.parse(kept.expiresAt) - Date.parse(kept.obtainedAt) : 0;
  };

  describe('after consent', () => {
    it('tells when its key ends where the provider says so, and that it does not end where it says nothing', async () => {
      oauth.refreshLifeSeconds = 6 * 86_400;
      const account = await mail.signIn();
      const { accountId } = account;
      const end = await eventually(
        async () => (await core.healthOf('email', accountId))?.keyEnd?.at ?? undefined,
      );
      const days = (Date.parse(end) - Date.now()) / 86_400_000;
      expect(days).toBeGreaterThan(5.9);
      expect(days).toBeLessThan(6.1);
      oauth.refreshLifeSeconds = undefined;
      await mail.signIn({ accountId });
      await eventually(async () => (await core.healthOf('email', accountId))?.keyEnd?.at === null);
    }, 60_000);

    it('loses nothing that a provider gave when the time that it names is none to count with', async () => {
      oauth.refreshLifeSeconds = 1e13;
      try {
        const { accountId } = await mail.signIn();
        await eventually(async () => (await core.healthOf('email', accountId))?.keyEnd?.at === null);
      } finally {
        oauth.refreshLifeSeconds = undefined;
      }
    }, 60_000);

    it('is read by OAUTHBEARER and answered by XOAUTH2, and nobody else can read its tokens', async () => {
      const account = await mail.signIn();
      expect(account.settings).toMatchObject({ oauth: { provider: 'custom' }, imap: { user: address } });
      await arrives('By token');
      expect(await dovecot.log()).toContain('method=OAUTHBEARER');
      await core.publishSend(aSend({ accountId: account.accountId }));
      await eventually(() => sink.taken.length === 1, { timeoutMs: 20_000 });
      await mail.isState(account.accountId, 'ok');
      const readable = `${await mail.readable()}${JSON.stringify(account)}`;
      expect(oauth.secrets.length).toBeGreaterThan(3);
      expect(oauth.secrets.filter((secret) => readable.includes(secret))).toEqual([]);
    }, 60_000);

    it('is renewed before its token expires, by one of two replicas at a time', async () => {
      oauth.lifeSeconds = 3;
      await mail.addReplica();
      const { accountId } = await mail.signIn();
      // The provider ends the permission when a refresh token comes twice.
      await eventually(() => oauth.refreshes.length >= 4, { timeoutMs: 30_000 });
      expect(await mail.health(accountId)).toMatchObject({ state: 'ok', reason: '' });
      await dovecot.killSessions();
      await arrives('After renewal');
      await mail.replicas.shift()?.stop();
      const before = oauth.refreshes.length;
      await eventually(() => oauth.refreshes.length >= before + 2, { timeoutMs: 30_000 });
      await arrives('After the other replica took over');
      await mail.isState(accountId, 'ok');
    }, 120_000);

    it('goes on after the bus was wiped and two fresh replicas know the consent alone', async () => {
      oauth.lifeSeconds = 3;
      const account = await mail.signIn();
      await mail.addReplica();
      await eventually(() => oauth.refreshes.length >= 2, { timeoutMs: 30_000 });
      // From the next renewal on nothing is due, so that nobody is stopped in the middle of one.
      oauth.lifeSeconds = 3_600;
      const last = oauth.refreshes.length + 1;
      await eventually(() => keptLifeMs(account.accountId) > 60_000, { timeoutMs: 30_000 });
      await mail.stop();
      mail.replicas.length = 0;
      await mail.wipeBus(account);
      await mail.addReplica();
      await mail.addReplica();
      await arrives('After the bus was wiped');
      expect(oauth.refreshes).toHaveLength(last);
      await mail.isState(account.accountId, 'ok');
    }, 120_000);

    it('turns red soon after the permission was taken back, asks no more, and works when signed in again', async () => {
      const { accountId } = await mail.signIn();
      await mail.isState(accountId, 'ok');
      oauth.revoke();
      const { reason } = await mail.isState(accountId, 'failed', 10_000);
      expect(reason).toMatch(/Example lets us into this mailbox no more.*Sign in again/);
      const asked = oauth.tokenRequests;
      const send = aSend({ accountId });
      await core.publishSend(send);
      const receipt = await eventually(
        () => core.receipts.find(({ deliveryId }) => deliveryId === send.deliveryId),
        {
          timeoutMs: 20_000,
        },
      );
      expect(receipt).toMatchObject({ state: 'deferred', detail: expect.stringContaining('Sign in again') });
      expect(oauth.tokenRequests).toBe(asked);
      await mail.signIn({ accountId });
      expect(oauth.tokenRequests).toBe(asked + 1);
      await arrives('Back again');
    }, 60_000);

    it('is degraded while the provider cannot be reached, and well when it can', async () => {
      oauth.lifeSeconds = 8;
      const { accountId } = await mail.signIn();
      await mail.isState(accountId, 'ok');
      oauth.failing = 503;
      const { reason } = await mail.isState(accountId, 'degraded');
      expect(reason).toMatch(/cannot be renewed right now: Example answered 503.*tried again/);
      const asked = oauth.tokenRequests;
      await arrives('Read all the same');
      expect(oauth.tokenRequests).toBeLessThan(asked + 3);
      oauth.failing = undefined;
      await mail.isState(accountId, 'ok', 40_000);
    }, 90_000);

    it('leaves nothing behind when the account is removed', async () => {
      const { accountId } = await mail.signIn();
      await eventually(async () => (await mail.readable()).includes(`oauth.${accountId}`));
      await eventually(async () => (await mail.readable()).includes(`cursor.${accountId}`));
      await core.removeAccount('email', accountId);
      await eventually(async () => !(await mail.readable()).includes(accountId));
    }, 60_000);
  });

  describe('is not signed in', () => {
    it('with a state that is not ours, or a second time', async () => {
      const going = await mail.consent();
      expect(await outcome({ ...going, state: `${going.state}x` })).toBe('state-invalid');
      expect(await outcome(going)).toBe('done');
      expect(await outcome(going)).toBe('state-invalid');
    }, 60_000);

    it('with a code that another sign-in asked for', async () => {
      const [mine, other] = [await mail.consent(), await mail.consent()];
      expect(await outcome({ state: mine.state, code: other.code })).toBe('exchange-failed');
    }, 60_000);

    it('for another mailbox than the one named', async () => {
      oauth.signsIn = 'somebody@example.com';
      expect(await outcome(await mail.consent())).toBe('wrong-mailbox');
      oauth.givesIdTokens = false;
      expect(await outcome(await mail.consent())).toBe('wrong-mailbox');
    }, 60_000);

    it('when no lasting permission was given', async () => {
      oauth.givesRefreshTokens = false;
      expect(await outcome(await mail.consent())).toBe('no-refresh-token');
    }, 60_000);

    it('when a mail server refuses the token', async () => {
      sink.takesTokens = false;
      expect(await outcome(await mail.consent())).toBe('sending-refused');
      oauth.vouches = false;
      expect(await outcome(await mail.consent())).toBe('login-refused');
    }, 60_000);
  });
});
