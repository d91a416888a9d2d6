import type { Bus } from '@filo/bus';
import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import type { ConnectorNames } from '../accounts/connector-names.js';
import { inTransaction } from '../database/in-transaction.js';
import { iso } from '../paging/json-times.js';
import { Bell } from '../worker/bell.js';
import { TellOutage } from '../worker/tell-outage.js';
import { HearAccounts } from './hear-accounts.js';
import { keepRules, rulesIn } from './keep-rules.js';
import { isUndecided, judgeHealth, type Listening } from './judge-health.js';
import { tellAccounts } from './tell-accounts.js';

interface Account {
  id: string;
  channel: string;
  createdAt: string;
}

interface Told {
  id: string;
  state: string;
  reason: string;
}

/**
 * Tells by live events that an account turned red or works again. The account's row keeps what was told last, in the same
 * transaction: with many workers each change is told once, and one that happened while none ran is told when one runs again.
 */
export class TellChanges {
  readonly #told = new Map<string, string>();
  readonly #rules = new Map<string, string>();

  constructor(
    private readonly parts: { dataSource: DataSource; bus: Bus; connectors: ConnectorNames; log: Logger },
  ) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    const bell = new Bell();
    const tell = new TellOutage(this.parts.log, 'changes of account health wait');
    const heard = new HearAccounts(this.parts.bus, bell.ring);
    try {
      // Silence makes no noise.
      while (!signal.aborted) {
        await this.#look(heard).then(
          () => tell.wentWell(),
          (error: unknown) => tell.failed(error),
        );
        await bell.untilRung(signal);
      }
    } finally {
      heard.close();
    }
  }

  async #look(heard: HearAccounts): Promise<void> {
    const { dataSource, connectors } = this.parts;
    const accounts = (await dataSource.query(
      `select id, channel, ${iso('created_at')} as "createdAt" from account where state <> 'removed'`,
    )) as Account[];
    await heard.follow(accounts.map(({ channel }) => connectors.of(channel)));
    await this.#keepRules(accounts, heard);
    const listening = { since: heard.since, now: Date.now() };
    const changed = accounts
      .map((account) => this.#judge(account, heard, listening))
      .filter((one) => one !== undefined && this.#told.get(one.id) !== keyOf(one)) as Told[];
    if (changed.length === 0) return;
    await this.#tell(changed);
    for (const one of changed) this.#told.set(one.id, keyOf(one));
  }

  /** An answer is held to what its connector says of the account, also while nobody says so. */
  async #keepRules(accounts: readonly Account[], heard: HearAccounts): Promise<void> {
    const said = accounts.flatMap(({ id }) => {
      const rules = rulesIn(heard.wordsOn(id));
      return rules === undefined || this.#rules.get(id) === JSON.stringify(rules) ? [] : [{ id, rules }];
    });
    if (said.length === 0) return;
    await inTransaction(this.parts.dataSource, async (db) => tellAccounts(db, await keepRules(db, said)));
    for (const { id, rules } of said) this.#rules.set(id, JSON.stringify(rules));
  }

  #judge({ id, createdAt }: Account, heard: HearAccounts, listening: Listening): Told | undefined {
    const account = { createdAt, words: heard.wordsOn(id) };
    if (isUndecided(account, listening)) return undefined;
    const { state, reason } = judgeHealth(account, listening);
    return { id, state, reason };
  }

  async #tell(changed: readonly Told[]): Promise<void> {
    await inTransaction(this.parts.dataSource, async (db) => {
      const told = (await db.query(telling, [
        changed.map(({ id }) => id),
        changed.map(({ state }) => state),
        changed.map(({ reason }) => reason),
      ])) as { id: string; accountGroupId: string }[];
      await tellAccounts(db, told);
    });
  }
}

const keyOf = ({ state, reason }: Told): string => `${state} ${reason}`;

const telling = `
with told as (
  update account a set told_state = n.state, told_reason = n.reason
  from unnest($1::uuid[], $2::text[], $3::text[]) as n(id, state, reason)
  where a.id = n.id and (a.told_state, a.told_reason) is distinct from (n.state, n.reason)
  returning a.id, a.account_group_id)
select id, account_group_id as "accountGroupId" from told`;
