import { mergeAccountHealth, type AccountHealth } from '@filo/contracts';
import type { AccountView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { ConnectorNames } from '../accounts/connector-names.js';
import { HearAccounts } from './hear-accounts.js';
import { judgeHealth } from './judge-health.js';

interface Account {
  id: string;
  channel: string;
  createdAt: string;
}

/** Says how accounts do by the word of their connectors, for whoever shows them. */
@Injectable()
export class SayHealth {
  constructor(
    private readonly heard: HearAccounts,
    private readonly connectors: ConnectorNames,
  ) {}

  /** What was said last of the saved queries of an account that `run` was asked about, by query id. */
  queriesOf(accountId: string): NonNullable<AccountHealth['queries']> {
    return mergeAccountHealth(this.heard.wordsOn(accountId)).get(accountId)?.queries ?? {};
  }

  async run<Shown extends Account>(
    accounts: readonly Shown[],
    now = Date.now(),
  ): Promise<(Shown & Pick<AccountView, 'health'>)[]> {
    await this.heard.follow(accounts.map(({ channel }) => this.connectors.of(channel)));
    return accounts.map((account) => ({
      ...account,
      health: judgeHealth(
        { createdAt: account.createdAt, words: this.heard.wordsOn(account.id) },
        { since: this.heard.since, now },
      ),
    }));
  }
}
