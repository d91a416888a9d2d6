import {
  accountFor,
  type FakeCore,
  sealToConnector,
  startConnector,
  type StartedConnector,
} from '@filo/connector/testing';
import { accountsBucket, stateBucket, type AccountHealth, type ConnectedAccount } from '@filo/contracts';
import { loadConfig } from '@filo/service';
import { anAccount, eventually, type FreshPrefix } from '@filo/testing';
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { oauthProviders } from '../../src/oauth/provider/oauth-provider.js';
import { oauthSettings } from '../../src/oauth/provider/oauth-settings.js';
import { makeTestChannel } from './make-test-channel.js';
import type { OAuthServer } from './oauth-server.js';

export const address = 'support@example.com';
const redirectUri = 'https://filo.example.com/api/v1/accounts/oauth/callback';

/** Core's side of a sign-in, and as many replicas of the connector as a test asks for. */
export class SigningIn {
  readonly replicas: StartedConnector[] = [];
  private version = 0;

  constructor(
    private readonly prefix: FreshPrefix,
    readonly core: FakeCore,
    private readonly oauth: OAuthServer,
    private readonly servers: { FILO_OAUTH_CUSTOM_IMAP: string; FILO_OAUTH_CUSTOM_SMTP?: string },
  ) {}

  async addReplica(): Promise<StartedConnector> {
    const settings = loadConfig(z.object(oauthSettings), { ...this.oauth.environment, ...this.servers });
    const { channel } = makeTestChannel({ providers: oauthProviders(settings), grantLookMs: 300 });
    const replica = await startConnector(this.prefix, channel, { leaseTtlMs: 10_000 });
    this.replicas.push(replica);
    return replica;
  }

  /** Goes to the consent page and comes back: what the provider adds to the address. */
  async consent(over: { accountId?: string; user?: string } = {}) {
    const { accountId = anAccount().accountId, user } = over;
    const state = randomBytes(32).toString('base64url');
    const started = await this.answers.oauthStart({
      channel: 'email',
      provider: 'custom',
      accountId,
      address,
      user,
      state,
      redirectUri,
      note: { kept: 'by core' },
    });
    if (!started.ok) throw new Error(started.message);
    const answer = await fetch(started.url, { redirect: 'manual' });
    const back = new URL(answer.headers.get('location') ?? '');
    return { state: back.searchParams.get('state') ?? '', code: back.searchParams.get('code') ?? '' };
  }

  finish({ state, code }: { state: string; code: string }) {
    return this.answers.oauthFinish({
      channel: 'email',
      state,
      sealedCode: sealToConnector(state, { code }),
    });
  }

  /** The whole of it; the account is served when this resolves. */
  async signIn(
    over: { accountId?: string; settings?: Record<string, unknown> } = {},
  ): Promise<ConnectedAccount> {
    const finished = await this.finish(await this.consent(over));
    if (!finished.ok) throw new Error(`${finished.code}: ${finished.message}`);
    const { accountId, settings, sealedSecrets } = finished;
    this.version += 1;
    const account = {
      ...accountFor({ channel: { name: 'email' }, address, settings: { ...settings, ...over.settings } }),
      accountId,
      sealedSecrets,
      version: this.version,
    };
    await this.core.putAccount('email', account);
    return account;
  }

  health(accountId: string): Promise<AccountHealth | undefined> {
    return this.core.healthOf('email', accountId);
  }

  async isState(
    accountId: string,
    state: AccountHealth['state'],
    timeoutMs = 20_000,
  ): Promise<AccountHealth> {
    return eventually(
      async () => {
        const health = await this.health(accountId);
        if (health?.state !== state) throw new Error(JSON.stringify(health));
        return health;
      },
      { timeoutMs },
    );
  }

  /** All that core could read of the connector's memory. */
  async readable(): Promise<string> {
    const bucket = await this.core.bus.bucket(stateBucket('email'));
    const keys = await bucket.keys();
    return JSON.stringify(await Promise.all(keys.map(async (key) => [key, await bucket.get(key)])));
  }

  /** Nothing is left in the buckets; core fills in the account as it was when it was signed in. */
  async wipeBus(account: ConnectedAccount): Promise<void> {
    for (const name of [stateBucket('email'), accountsBucket('email')]) {
      const bucket = await this.core.bus.bucket(name);
      for (const key of await bucket.keys()) await bucket.delete(key);
    }
    this.core.accounts = [account];
  }

  async stop(): Promise<void> {
    await Promise.all(this.replicas.map((replica) => replica.stop()));
  }

  private get answers() {
    return this.replicas.at(-1)!.connector.answers;
  }
}
