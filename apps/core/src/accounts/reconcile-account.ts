import { Bus } from '@filo/bus';
import { reconcileNow } from '@filo/contracts';
import type { AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DomainError } from '../http/domain-error.js';
import { ConnectorNames } from './connector-names.js';

/** Has the connector compare an account's source with our ledger now, and deliver again what is missing. */
@Injectable()
export class ReconcileAccount {
  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  /** Resolves when the connector has begun; rejects with `TemporaryError` when it is away. */
  async run({ id, channel, state }: Pick<AccountView, 'id' | 'channel' | 'state'>): Promise<void> {
    if (state === 'paused')
      throw new DomainError(
        'conflict',
        'The account is paused, so nothing is compared. Make it active first.',
        { reason: 'account-paused' },
      );
    const subject = reconcileNow.subject(this.connectors.of(channel));
    const { started } = await this.bus.ask.ask({
      subject,
      question: reconcileNow,
      request: { accountId: id },
      timeoutMs: 10_000,
    });
    if (started === 0)
      throw new DomainError(
        'unavailable',
        'The connector does not serve this account yet. Nothing is lost; try again in half a minute.',
      );
  }
}
