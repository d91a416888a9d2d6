import { PermanentError } from '@filo/bus';
import type { proveFinish, proveOffer, proveStart } from '@filo/contracts';
import type { Logger } from '@filo/service';
import type { z } from 'zod';
import type { AccountBook } from '../accounts/account-book.js';
import type { SecretOpener } from '../accounts/secret-opener.js';
import type { Channel, Prove } from '../channel.js';

interface Parts {
  channels: readonly Channel[];
  accounts: Pick<AccountBook, 'get'>;
  opener: SecretOpener;
  log: Logger;
}

/** What core may ask about public accounts that somebody says are theirs; none throws for what a human can mend. */
export class AnswerProofs {
  constructor(private readonly parts: Parts) {}

  offer({ channel }: z.output<typeof proveOffer.request>): z.input<typeof proveOffer.reply> {
    const { prove, directMessages } = this.#channel(channel) ?? {};
    return { label: prove?.label ?? null, directMessages: directMessages ?? false };
  }

  start(request: z.output<typeof proveStart.request>): Promise<z.input<typeof proveStart.reply>> {
    return this.#refusing(request.channel, async (prove) => {
      const opened = this.parts.accounts.get(request.accountId);
      if (opened === undefined)
        throw new PermanentError('account-not-served', 'Its account is not served here.');
      return { ok: true as const, ...(await prove.start(opened.account, request)) };
    });
  }

  finish({
    sealedAnswer,
    ...request
  }: z.output<typeof proveFinish.request>): Promise<z.input<typeof proveFinish.reply>> {
    return this.#refusing(request.channel, async (prove) => {
      const said = this.parts.opener.open(sealedAnswer, request.state);
      return { ok: true as const, ...(await prove.finish(request.state, said)) };
    });
  }

  async #refusing<Answer>(channel: string, ask: (prove: Prove) => Promise<Answer>) {
    try {
      const prove = this.#channel(channel)?.prove;
      if (prove !== undefined) return await ask(prove);
      return { ok: false as const, code: 'not-offered', message: `Nobody signs in at ${channel} here.` };
    } catch (error) {
      this.parts.log.warn({ channel, err: error }, 'a public account was not proven');
      const code = error instanceof PermanentError ? error.code : 'unavailable';
      const message = error instanceof Error ? error.message : 'The sign-in could not be finished';
      return { ok: false as const, code, message: message.slice(0, 1_000) };
    }
  }

  #channel(name: string): Channel | undefined {
    return this.parts.channels.find((one) => one.name === name);
  }
}
