import type { XUser } from '@filo/testing/x';
import { randomBytes } from 'node:crypto';
import type { XOptions } from '../src/platforms/x/x.channel.js';
import type { XDesk } from './x-desk.js';

const redirectUri = 'https://filo.example/proof/signed-in';

/** Showing that an account at X is one's own, as core and the browser of a customer do it together. */
export class XProving {
  readonly account;

  constructor(private readonly desk: XDesk) {
    this.account = desk.account();
    desk.server.signIns.redirectUris.push(redirectUri);
  }

  /** Our app at X; without a secret it is a public client. */
  settings({ isConfidential = true } = {}): Pick<Required<XOptions>, 'signIn'> {
    const { url, signIns } = this.desk.server;
    signIns.isConfidential = isConfidential;
    const { clientId, clientSecret } = signIns.app;
    const signInUrl = `${url}/i/oauth2/authorize`;
    return { signIn: { apiUrl: url, signInUrl, clientId, ...(isConfidential && { clientSecret }) } };
  }

  async begin({ id: key }: XUser) {
    const state = randomBytes(32).toString('base64url');
    const { url } = await this.desk.working.prove!.start(this.account, {
      ...{ channel: 'x', accountId: this.account.accountId, key, state, note: { proofId: 'p' } },
      ...{ redirectUri, documentUrl: 'https://filo.example/clients/x' },
    });
    return { state, url };
  }

  /** What the browser brings back from the page where `as` signed in; nobody: it was denied. */
  decide(url: string, as: XUser | undefined): Record<string, string> {
    return Object.fromEntries(new URL(this.desk.server.signIns.decide(url, as)).searchParams);
  }

  finish(state: string, said: Record<string, string>) {
    return this.desk.working.prove!.finish(state, said);
  }

  /** All of it at once. */
  async prove(invited: XUser, as: XUser | undefined) {
    const { state, url } = await this.begin(invited);
    return this.finish(state, this.decide(url, as));
  }
}
