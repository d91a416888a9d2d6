import type { AuditKind } from '@filo/contracts/http';
import type { Logger } from '@filo/service';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { isAddedAgain } from '../deletions/stand-in.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { keptMark } from '../setup/smtp-out.js';
import { hastenWaiting } from '../outbox/hasten-waiting.js';
import { endWaiting, releaseWaiting } from '../outbox/waiting-of-account.js';
import { mailKey } from '../replies/mail-address.js';
import type { ConnectorNames } from './connector-names.js';
import type { FillAccountsBucket } from './fill-accounts-bucket.js';
import { addressTaken } from './address-taken.js';

export interface NewAccount {
  id: string;
  channel: string;
  address: string;
  name: string | null;
  settings: Record<string, unknown>;
  sealedSecrets: string | undefined;
  importDays: number | null;
  also?: AlsoDone | undefined;
}

/** What is done in the same transaction, or keeps it from being done by throwing. */
type AlsoDone = (db: Queryable) => Promise<void>;

export interface AccountChange {
  id: string;
  name?: string | undefined;
  settings?: Record<string, unknown> | undefined;
  /** Added to the settings; what has another name stays. */
  moreSettings?: Record<string, unknown> | undefined;
  /** Null takes the secrets away; undefined leaves them. */
  sealedSecrets?: string | null | undefined;
  importDays?: number | null | undefined;
  state?: 'active' | 'paused' | 'removed' | undefined;
  also?: AlsoDone | undefined;
  /** Beside the change in the audit. */
  audited?: Readonly<Record<string, unknown>> | undefined;
}

interface Told extends Pick<AccountChange, 'id' | 'audited'> {
  accountGroupId: string;
  kind: AuditKind;
}

/** Writes accounts with their audit row and live event, and tells the connector by its bucket after the commit. */
export class StoreAccount {
  constructor(
    private readonly dataSource: DataSource,
    private readonly fill: FillAccountsBucket,
    private readonly connectors: ConnectorNames,
    private readonly log: Logger,
  ) {}

  async make(reader: Reader, account: NewAccount): Promise<void> {
    const [accountGroupId] = reader.accountGroupIds;
    if (accountGroupId === undefined)
      throw new DomainError('not-allowed', 'You belong to no account group, so nothing was stored.', {
        reason: 'no-group',
      });
    await inTransaction(this.dataSource, async (db) => {
      const [made] = await db.query(
        `insert into account (id, channel, address, name, account_group_id, settings, sealed_secrets, import_days, import_since)
         values ($1, $2, $3, $4, $5, $6, $7, $8::int, now() - make_interval(days => $8::int))
         on conflict (channel, address) where state <> 'removed' do nothing returning id`,
        [
          account.id, account.channel, account.address, account.name, accountGroupId, JSON.stringify(account.settings),
          account.sealedSecrets ?? null, account.importDays,
        ], // prettier-ignore
      );
      if (!made) throw addressTaken(account.address);
      await markOurs(db, account);
      await offerQueriesAgain(db, account.id);
      await account.also?.(db);
      await this.tell(db, reader, { id: account.id, accountGroupId, kind: 'account-made' });
    });
    await this.tellConnector(account.channel);
  }

  async change(reader: Reader, change: AccountChange, kind: AuditKind): Promise<void> {
    const channel = await inTransaction(this.dataSource, async (db) => {
      const [changed] = (await db.query(changing, [
        change.id,
        reader.accountGroupIds,
        change.name ?? null,
        change.settings === undefined ? null : JSON.stringify(change.settings),
        change.sealedSecrets !== undefined,
        change.sealedSecrets ?? null,
        change.importDays !== undefined,
        change.importDays ?? null,
        change.state ?? null,
        JSON.stringify(change.moreSettings ?? {}),
      ])) as { channel: string; accountGroupId: string }[];
      if (!changed) throw new DomainError('not-found', 'There is no account with this id that you may see.');
      await change.also?.(db);
      if (change.state === 'active') await releaseWaiting(db, change.id);
      if (change.state === 'removed') await endWaiting(db, change.id);
      if (change.sealedSecrets) await hastenWaiting(db, change.id);
      const { id, audited } = change;
      await this.tell(db, reader, { id, accountGroupId: changed.accountGroupId, kind, audited });
      return changed.channel;
    });
    await this.tellConnector(channel);
  }

  private async tell(
    db: Queryable,
    reader: Reader,
    { id, accountGroupId, kind, audited }: Told,
  ): Promise<void> {
    await recordAudit(db, { agentId: reader.agentId, kind, subjectId: id, data: audited });
    await recordLive(db, [{ accountGroupId, kind: 'account', data: { accountId: id } }]);
  }

  /** The table is the truth: a bus that is away gets the change when the buckets are compared again. */
  private async tellConnector(channel: string): Promise<void> {
    try {
      await this.fill.run({ connector: this.connectors.of(channel) });
    } catch (error) {
      this.log.warn({ err: error, channel }, 'accounts bucket not filled yet');
    }
  }
}

const changing = `
with changed as (
  update account a set
    name = coalesce($3, a.name),
    settings = coalesce($4::jsonb || ${keptMark('a.settings', '$4::jsonb')}, a.settings) || $10::jsonb,
    sealed_secrets = case when $5::boolean then $6 else a.sealed_secrets end,
    kept_grant = case when $5::boolean then null else a.kept_grant end,
    import_days = case when $7::boolean then $8::int else a.import_days end,
    import_since = case when $7::boolean then a.created_at - make_interval(days => $8::int) else a.import_since end,
    state = coalesce($9, a.state), version = a.version + 1
  where a.id = $1 and a.account_group_id = any($2::uuid[]) and a.state <> 'removed'
  returning a.channel, a.account_group_id)
select channel, account_group_id as "accountGroupId" from changed`;

/** An address of ours is never a person. What looks like one on another channel is a handle there. */
const markOurs = async (db: Queryable, account: NewAccount): Promise<void> => {
  const key = account.channel === 'email' ? mailKey(account.address) : undefined;
  if (key === undefined) return;
  await db.query(
    `insert into identity (id, kind, key, ours) values ($1, 'mail', $2, true)
     on conflict (kind, key) do update set ours = true`,
    [uuidv7(), key],
  );
};

/**
 * What the account listened for before it was removed goes with it, switched off: listening may cost, so whoever added it switches it on again. What it
 * found names its query all the same.
 */
const offerQueriesAgain = async (db: Queryable, accountId: string): Promise<void> => {
  await db.query(
    `update saved_query q set account_id = mine.id, state = 'paused'
     from account gone join account mine on mine.id = $1
     where q.account_id = gone.id and q.state <> 'removed' and ${isAddedAgain('mine', 'gone')}`,
    [accountId],
  );
};
