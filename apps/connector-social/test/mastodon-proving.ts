import { MastodonServer, type Actor } from '@filo/testing/mastodon';
import { randomBytes } from 'node:crypto';
import type { MastodonDesk } from './mastodon-desk.js';

/** Showing that an account is one's own, as core and the browser of a customer do it together. */
export class MastodonProving {
  constructor(
    private readonly desk: MastodonDesk,
    /** The instance of whoever is invited. */
    readonly home: MastodonServer,
  ) {}

  /** Where the browser goes. */
  async begin({ uri: key }: Pick<Actor, 'uri'>) {
    const state = randomBytes(32).toString('base64url');
    const account = this.desk.account();
    const { url } = await this.desk.working.prove.start(account, {
      ...{ channel: 'mastodon', accountId: account.accountId, key, state, note: { proofId: 'p' } },
      ...{ redirectUri: 'https://filo.example/proof/signed-in', documentUrl: 'https://filo.example/clients' },
    });
    return { state, url };
  }

  /** What the browser brings back from the page where `as` signed in; nobody: it was denied. */
  decide(url: string, as: Actor | undefined): Record<string, string> {
    return Object.fromEntries(new URL(this.home.signIns.decide(url, as)).searchParams);
  }

  finish(state: string, said: Record<string, string>) {
    return this.desk.working.prove.finish(state, said);
  }

  /** All of it at once. */
  async prove(invited: Pick<Actor, 'uri'>, as: Actor | undefined) {
    const { state, url } = await this.begin(invited);
    return this.finish(state, this.decide(url, as));
  }

  /** Whether what the instance gave opens anything yet. */
  isOpen(): boolean {
    return this.home.signIns.given.some(({ token }) => this.home.tokens.holds(token) !== undefined);
  }
}
