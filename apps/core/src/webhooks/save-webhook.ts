import type {
  webhookCreate,
  WebhookCreated,
  webhookPatch,
  WebhookSecret,
  WebhookView,
} from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { PostPublic } from '../outbound/post-public.js';
import { spreadLock } from './sending/spread-events.js';
import { ShowWebhooks } from './show-webhooks.js';
import { WebhookSecrets } from './webhook-secret.js';

/** Each has a lane of its own in the worker. Those that an admin does not see are not counted for them: nothing tells of groups that are closed. */
const webhooksMax = 20;

/** Makes, changes and removes endpoints, and gives them new secrets. */
@Injectable()
export class SaveWebhook {
  constructor(
    private readonly dataSource: DataSource,
    private readonly webhooks: ShowWebhooks,
    private readonly secrets: WebhookSecrets,
    private readonly post: PostPublic,
  ) {}

  make(reader: Reader, wanted: z.output<typeof webhookCreate>): Promise<WebhookCreated> {
    return inTransaction(this.dataSource, async (db) => {
      this.#needTakeable(reader, wanted);
      await needPlace(db, reader);
      const id = uuidv7();
      const { shown, sealed } = this.secrets.make(id);
      const { name, url, events, accountGroupIds } = wanted;
      await db.query(
        `insert into webhook (id, name, url, events, account_group_ids, sealed_secret) values ($1, $2, $3, $4, $5, $6)`,
        [id, name, url, events, accountGroupIds, sealed],
      );
      await recordAudit(db, { agentId: reader.agentId, kind: 'webhook-made', subjectId: id });
      return { ...(await this.webhooks.one(reader, id, db)), secret: shown };
    });
  }

  change(reader: Reader, id: string, patch: z.output<typeof webhookPatch>): Promise<WebhookView> {
    return inTransaction(this.dataSource, async (db) => {
      await db.query('select pg_advisory_xact_lock($1)', [spreadLock]);
      await db.query('select from webhook where id = $1 for no key update', [id]);
      const before = await this.webhooks.one(reader, id, db);
      if (before.version !== patch.version) throw changed(before);
      const { name, url, events, accountGroupIds } = { ...before, ...patch };
      this.#needTakeable(reader, { url, accountGroupIds });
      await db.query(changing, [id, name, url, events, accountGroupIds, patch.on ?? null]);
      if (before.accountGroupIds.some((group) => !accountGroupIds.includes(group)))
        await db.query(forgetting, [id, accountGroupIds]);
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'webhook-changed', subjectId: id },
        ...(patch.on !== undefined && { data: { on: patch.on } }),
      });
      return this.webhooks.one(reader, id, db);
    });
  }

  async remove(reader: Reader, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      await this.webhooks.one(reader, id, db);
      await db.query('delete from webhook where id = $1', [id]);
      await recordAudit(db, { agentId: reader.agentId, kind: 'webhook-removed', subjectId: id });
    });
  }

  rotate(reader: Reader, id: string): Promise<WebhookSecret> {
    return inTransaction(this.dataSource, async (db) => {
      await this.webhooks.one(reader, id, db);
      const { shown, sealed } = this.secrets.make(id);
      await db.query(
        `update webhook set former_secret = sealed_secret, former_until = now() + interval '24 hours', sealed_secret = $2,
           version = version + 1 where id = $1`,
        [id, sealed],
      );
      await recordAudit(db, { agentId: reader.agentId, kind: 'webhook-secret-made', subjectId: id });
      const { formerSecretUntil } = await this.webhooks.one(reader, id, db);
      return { secret: shown, formerSecretUntil: formerSecretUntil! };
    });
  }

  #needTakeable(
    reader: Reader,
    { url, accountGroupIds }: { url: string; accountGroupIds: readonly string[] },
  ): void {
    if (!this.post.takes(url))
      throw new DomainError(
        'invalid-request',
        'A webhook goes to an https address without a password in it.',
        {
          reason: 'webhook-address-refused',
          errors: [{ path: 'url', message: 'Not a plain https address' }],
        },
      );
    if (!accountGroupIds.every((id) => reader.accountGroupIds.includes(id)))
      throw new DomainError('not-found', 'There is no account group with this id.', {
        reason: 'no-such-group',
      });
  }
}

const needPlace = async (db: Queryable, { accountGroupIds }: Reader): Promise<void> => {
  await db.query(`select pg_advisory_xact_lock(hashtextextended('filo webhooks', 0))`);
  const [{ count }] = (await db.query(
    'select count(*)::int as count from webhook where account_group_ids <@ $1::uuid[]',
    [accountGroupIds],
  )) as [{ count: number }];
  if (count >= webhooksMax)
    throw new DomainError('conflict', `Nothing was changed: there are ${webhooksMax} webhooks already.`, {
      reason: 'too-many-webhooks',
    });
};

const changed = (webhook: WebhookView): DomainError =>
  new DomainError(
    'conflict',
    'Nothing was changed: somebody else changed this webhook meanwhile. Look at how it is now, and say it again.',
    { reason: 'webhook-changed', webhook },
  );

/** Switching it on begins anew: three days until it is paused. */
const changing = `
update webhook set name = $2, url = $3, events = $4, account_group_ids = $5, version = version + 1,
  state = case $6::boolean when true then 'on' when false then 'off' else state end,
  why = case $6::boolean when true then null when false then 'by-hand' else why end,
  failing_since = case when $6 then null else failing_since end, rest_until = null
where id = $1`;

/** Whoever sees the groups that are left sees the log, and what waits: nothing of another group stays there, nor what may be of several. */
const forgetting = `
delete from webhook_delivery where webhook_id = $1 and type <> 'webhook.test'
  and coalesce((body::jsonb -> 'data' ->> 'accountGroupId')::uuid <> all($2::uuid[]), true)`;
