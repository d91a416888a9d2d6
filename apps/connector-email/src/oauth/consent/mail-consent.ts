import type { Consent } from '@filo/connector';
import type { OAuthProvider } from '../provider/oauth-provider.js';
import type { FinishConsent } from './finish-consent.js';
import type { StartConsent } from './start-consent.js';

/** What core may ask about signing mailboxes in; a throw becomes a refusal in the kit. */
export class MailConsent implements Consent {
  constructor(
    private readonly known: readonly OAuthProvider[],
    private readonly startConsent: StartConsent,
    private readonly finishConsent: FinishConsent,
  ) {}

  providers(): { name: string; label: string }[] {
    return this.known.map(({ name, label }) => ({ name, label }));
  }

  async start(request: Parameters<Consent['start']>[0]) {
    return { ok: true as const, url: await this.startConsent.run(request) };
  }

  finish(request: Parameters<Consent['finish']>[0]) {
    return this.finishConsent.run(request);
  }
}
