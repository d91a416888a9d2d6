import { accountFor } from '@filo/connector/testing';
import type { ConnectedAccount } from '@filo/contracts';
import type { BlueskyServer, Actor } from '@filo/testing/bluesky';
import { randomBytes } from 'node:crypto';
import type { BlueskyChannel } from '../src/platforms/bluesky/bluesky.channel.js';

/** Signing in as an admin's browser and core do it together. */
export class BlueskySignIn {
  constructor(
    private readonly server: BlueskyServer,
    private readonly channel: BlueskyChannel,
    /** Filo's public address. */
    private readonly filo = 'https://filo.example',
  ) {
    // Nobody reaches filo.example.
    server.oauth.server.clients.fetchDocument = (documentUrl) =>
      channel.consent!.document({ channel: 'bluesky', documentUrl, redirectUris: [this.redirectUri] });
  }

  get redirectUri(): string {
    return `${this.filo}/api/v1/accounts/oauth/callback`;
  }

  /** Where the browser goes, and under which states core and the network know it. */
  async begin({ handle }: Actor, over: { redirectUri?: string; accountId?: string } = {}) {
    const state = randomBytes(32).toString('base64url');
    const begun = await this.channel.consent!.start({
      ...{ channel: 'bluesky', provider: 'bluesky', address: handle, state },
      ...{ redirectUri: this.redirectUri, documentUrl: `${this.filo}/api/v1/accounts/oauth/clients/bluesky` },
      ...{ accountId: crypto.randomUUID(), settings: { service: this.server.url }, note: {} },
      ...over,
    });
    return { ...begun, state };
  }

  /** What the browser brings back, from the page where `as` signed in. */
  decide(url: string, as: Actor | undefined): Record<string, string> {
    return Object.fromEntries(new URL(this.server.oauth.decide(url, as)).searchParams);
  }

  finish(state: string, { code = '', ...said }: Record<string, string>) {
    return this.channel.consent!.finish({ channel: 'bluesky', state, code, said });
  }

  /** The account as core stores it then. */
  async account(actor: Actor, over: Partial<ConnectedAccount> = {}): Promise<ConnectedAccount> {
    const accountId = over.accountId ?? crypto.randomUUID();
    const { state, url } = await this.begin(actor, { accountId });
    const { settings, sealedSecrets } = await this.finish(state, this.decide(url, actor));
    const account = accountFor(
      { channel: this.channel, address: actor.handle, settings },
      { ...over, accountId },
    );
    return { ...account, sealedSecrets };
  }
}
