import { Bus } from '@filo/bus';
import { tryQuery } from '@filo/contracts';
import type { AccountView, QueryTerms, QueryTrial } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { v7 as uuidv7 } from 'uuid';
import { ConnectorNames } from '../accounts/connector-names.js';
import { DomainError } from '../http/domain-error.js';

const checkTimeoutMs = 10_000;
const lookTimeoutMs = 30_000;

/** Asks the connector of an account what its platform makes of a query. Rejects with `TemporaryError` when it is away. */
@Injectable()
export class TryQuery {
  constructor(
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  /** With the newest posts that it finds; at some networks each costs. */
  look(account: AccountView, terms: QueryTerms): Promise<QueryTrial> {
    return this.ask(account, terms, true);
  }

  /** Throws when the platform would not take it, with the reason. */
  async demand(account: AccountView, terms: QueryTerms): Promise<void> {
    const { ok, message, code, why } = await this.ask(account, terms, false);
    if (ok) return;
    throw new DomainError('query-refused', `Nothing was stored. ${message ?? 'The query was refused.'}`, {
      ...(code === 'query-too-long' && { reason: code }),
      whys: why,
    });
  }

  private ask(
    { id: accountId, channel }: AccountView,
    { handle, language, ...terms }: QueryTerms,
    look: boolean,
  ): Promise<QueryTrial> {
    const query = {
      ...{ queryId: uuidv7(), name: 'trial', since: new Date().toISOString(), ...terms },
      ...(handle !== null && { handle }),
      ...(language !== null && { language }),
    };
    return this.bus.ask.ask({
      subject: tryQuery.subject(this.connectors.of(channel)),
      question: tryQuery,
      request: { channel, accountId, query, look },
      timeoutMs: look ? lookTimeoutMs : checkTimeoutMs,
    });
  }
}
