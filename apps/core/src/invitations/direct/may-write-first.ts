import { Bus, TemporaryError } from '@filo/bus';
import { mayWriteFirst } from '@filo/contracts';
import type { DirectInvitation } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { ConnectorNames } from '../../accounts/connector-names.js';
import { DomainError } from '../../http/domain-error.js';
import type { Invited } from './find-invited.js';

/** Longer than the connector takes at most. */
const answerMs = 15_000;

export type MayWrite = Pick<DirectInvitation, 'possible' | 'reason' | 'why' | 'whys'>;

/** Asks the connector whether its network lets us write to somebody in private who has not written so to us. */
@Injectable()
export class MayWriteFirst {
  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  async run({ to: { kind, key, handle }, account }: Invited): Promise<MayWrite> {
    const { channel, id: accountId } = account;
    const recipient = { kind, key, ...(handle === null ? {} : { handle }) };
    const answer = await this.bus.ask
      .ask({
        subject: mayWriteFirst.subject(this.connectors.of(channel)),
        question: mayWriteFirst,
        request: { channel, accountId, recipient },
        timeoutMs: answerMs,
      })
      .catch((cause: unknown) => {
        if (!(cause instanceof TemporaryError)) throw cause;
        throw new DomainError(
          'unavailable',
          'Nothing was sent: nobody could say whether the network lets us write to them. Try again in a moment, or invite them in public.',
          {},
          { cause },
        );
      });
    if (answer.ok) return { possible: true, reason: null, why: null };
    const reason = answer.code === 'cannot-write-first' ? 'no-direct-messages' : 'not-written-first';
    return { possible: false, reason, why: answer.message ?? null, whys: answer.why };
  }
}
