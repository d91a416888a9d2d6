import { PermanentError, type Bucket, type Bus } from '@filo/bus';
import { accountsBucket, connectedAccount, type ConnectedAccount } from '@filo/contracts';
import type { DataSource } from 'typeorm';
import { iso } from '../paging/json-times.js';
import type { ConnectorNames } from './connector-names.js';

/**
 * Brings the KV bucket of a connector in line with core's table, which alone is the truth. Safe to run at any time, by any
 * number of processes: an entry never goes back to an older version of its account.
 */
export class FillAccountsBucket {
  constructor(
    private readonly dataSource: DataSource,
    private readonly bus: Bus,
    private readonly connectors: ConnectorNames,
  ) {}

  /** Resolves with the number of accounts that the connector serves. */
  async run(asked: { connector: string }): Promise<{ accounts: number }> {
    const bucket = await this.bus.bucket(accountsBucket(asked.connector));
    // Listed before the table is read: what is written in between is newer than our reading and must stay.
    const present = await bucket.keys();
    const all = await this.readAccounts();
    const accounts = all.filter(({ channel }) => this.connectors.of(channel) === asked.connector);
    for (const account of accounts) await bring(bucket, account);
    // Whose connector has not been heard yet may be this one's: it keeps what it has.
    const mayBeIts = ({ channel }: ConnectedAccount) =>
      (this.connectors.find(channel) ?? asked.connector) === asked.connector;
    const known = new Set(all.filter(mayBeIts).map(({ accountId }) => accountId));
    for (const key of present) if (!known.has(key)) await bucket.delete(key);
    return { accounts: accounts.length };
  }

  /** Every connector that serves an account, removed ones included, so that their buckets empty. */
  async runAll(): Promise<void> {
    const rows = (await this.dataSource.query('select distinct channel from account')) as {
      channel: string;
    }[];
    const connectors = new Set(rows.map(({ channel }) => this.connectors.of(channel)));
    for (const connector of connectors) await this.run({ connector });
  }

  private async readAccounts(): Promise<ConnectedAccount[]> {
    const rows = (await this.dataSource.query(
      `select json_strip_nulls(json_build_object(
         'v', 1, 'accountId', id, 'channel', channel, 'address', address, 'name', name, 'state', state,
         'sealedSecrets', sealed_secrets, 'version', version,
         'importSince', to_char(import_since at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'queries', ${queriesJson})) as account, settings
       from account where state <> 'removed' order by id`,
    )) as { account: object; settings: object }[];
    return rows.map(({ account, settings }) => connectedAccount.parse({ ...account, settings }));
  }
}

/** What the account listens for; absent where that is nothing, so that other connectors see no change. */
const queriesJson = `(
  select json_agg(json_strip_nulls(json_build_object('queryId', q.id, 'name', q.name, 'words', q.words, 'hashtags', q.hashtags,
    'handle', q.handle, 'notWords', q.not_words, 'notAuthors', q.not_authors, 'language', q.language,
    'since', ${iso('q.created_at')})) order by q.created_at, q.id)
  from saved_query q where q.account_id = account.id and q.state = 'active')`;

const bring = async (bucket: Bucket, account: ConnectedAccount): Promise<void> => {
  const held = await bucket.get<ConnectedAccount>(account.accountId);
  if (held && held.value.version >= account.version) return;
  try {
    if (held) await bucket.update(account.accountId, account, held.revision);
    else await bucket.create(account.accountId, account);
  } catch (error) {
    // Another process was faster; what it wrote is judged anew.
    const moved = error instanceof PermanentError && ['key-exists', 'revision-moved'].includes(error.code);
    if (!moved) throw error;
    await bring(bucket, account);
  }
};
