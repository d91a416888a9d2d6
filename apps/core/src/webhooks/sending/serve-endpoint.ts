import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { recordAudit } from '../../audit/record-audit.js';
import { inTransaction } from '../../database/in-transaction.js';
import { queueNotice } from '../../notices/queue-notices.js';
import type { PostPublic, Posted as Answered } from '../../outbound/post-public.js';
import type { WebhookSecrets } from '../webhook-secret.js';
import { nextTryMs, readRetryAfter } from './next-try.js';
import { signWebhook } from './sign-webhook.js';

/** With a secret that cannot be opened nothing is sent. */
type Posted = Omit<Answered, 'problem'> & { problem?: Answered['problem'] | 'secret-unreadable' };

/** Of one that just failed, before anything else is tried there. */
const restMs = 5_000;

export interface Endpoint {
  id: string;
  leaseToken: string;
}

interface Taken {
  id: string;
  body: string;
  attempts: number;
  url: string;
  sealedSecret: Buffer;
  formerSecret: Buffer | null;
}

/** Sends to one endpoint what is due there, one after the other, until nothing is or one fails. */
export class ServeEndpoint {
  constructor(
    private readonly parts: {
      dataSource: DataSource;
      secrets: WebhookSecrets;
      post: PostPublic;
      log: Logger;
    },
  ) {}

  async run(endpoint: Endpoint, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const [taken] = (await this.parts.dataSource.query(taking, [
        endpoint.id,
        endpoint.leaseToken,
      ])) as Taken[];
      if (!taken || !(await this.#send(endpoint, taken))) break;
    }
    await this.parts.dataSource.query(
      'update webhook set lease_token = null, lease_until = null where id = $1 and lease_token = $2',
      [endpoint.id, endpoint.leaseToken],
    );
  }

  /** Resolves with whether it arrived. */
  async #send({ id: webhookId }: Endpoint, taken: Taken): Promise<boolean> {
    const { dataSource } = this.parts;
    const { id, attempts } = taken;
    const posted = await this.#post(webhookId, taken);
    const { status = null, answer = null, durationMs, problem = null } = posted;
    const said = [id, attempts, status, answer, durationMs, problem];
    if (status !== null && status >= 200 && status < 300) {
      await dataSource.query(arrived, [...said, webhookId]);
      return true;
    }
    const { dueMs, pauseMs } = afterFailure(posted, attempts);
    await inTransaction(dataSource, async (db) => {
      const [stopped] = (await db.query(failed, [...said, webhookId, dueMs, pauseMs])) as { why: string }[];
      if (!stopped) return;
      await recordAudit(db, { agentId: null, kind: 'webhook-paused', subjectId: webhookId, data: stopped });
      await queueNotice(db, 'webhook', webhookId);
    });
    return false;
  }

  /** Nothing goes unsigned: where the secret cannot be opened, that is a failed attempt like any other, and no former one stands in for it. */
  async #post(webhookId: string, taken: Taken): Promise<Posted> {
    const { secrets, post, log } = this.parts;
    const { id, body, url, sealedSecret, formerSecret } = taken;
    const secret = secrets.open(webhookId, sealedSecret);
    if (!secret) {
      log.warn({ webhook: webhookId }, 'the secret of a webhook cannot be opened');
      return { problem: 'secret-unreadable', durationMs: 0 };
    }
    const former = formerSecret ? secrets.open(webhookId, formerSecret) : undefined;
    const signed = signWebhook({ id, at: new Date(), body }, former ? [secret, former] : [secret]);
    return post.run(url, body, { 'content-type': 'application/json', ...signed });
  }
}

/** `dueMs` null: it is not tried again. What asked for time is left alone for so long. */
const afterFailure = (
  { retryAfter }: Posted,
  attempts: number,
): { dueMs: number | null; pauseMs: number } => {
  const asked = readRetryAfter(retryAfter, Date.now());
  const dueMs = nextTryMs(attempts, asked, Math.random()) ?? null;
  return { dueMs, pauseMs: asked !== undefined && dueMs !== null ? dueMs : restMs };
};

/** Counts the attempt and prolongs the lease; nothing when the endpoint is another worker's by now, or was switched off. */
const taking = `
with mine as (
  update webhook set lease_until = now() + interval '60 seconds'
  where id = $1 and lease_token = $2 and state = 'on' and not exists (select from workspace where sending_held)
  returning id, url, sealed_secret, case when former_until > now() then former_secret end as former_secret
), next as (
  select d.id from webhook_delivery d join mine on mine.id = d.webhook_id
  where d.state = 'waiting' and d.due_at <= now() order by d.seq limit 1 for update of d skip locked
), taken as (
  update webhook_delivery d set attempts = d.attempts + 1, due_at = now() + interval '60 seconds', tried_at = now()
  from next where d.id = next.id returning d.id, d.body, d.attempts
)
select taken.*, mine.url, mine.sealed_secret as "sealedSecret", mine.former_secret as "formerSecret" from taken, mine`;

const noted = `status = $3, answer = $4, duration_ms = $5, problem = $6`;
const theSame = `id = $1 and attempts = $2 and state = 'waiting'`;

const arrived = `
with noted as (update webhook_delivery set state = 'delivered', ${noted} where ${theSame})
update webhook set succeeded_at = now(), failing_since = null, rest_until = null where id = $7`;

/** 410 says that nobody is there any more; what fails for three days is paused. Answers why, when it was on before. */
const failed = `
with noted as (
  update webhook_delivery set state = case when $8::float8 is null then 'failed' else 'waiting' end,
    due_at = now() + coalesce($8, 0) * interval '1 millisecond', ${noted}
  where ${theSame}
), before as (select id, case when $3 = 410 then 'gone' when failing_since < now() - interval '3 days' then 'failing' end as why
  from webhook where id = $7 and state = 'on' for no key update
), judged as (
  update webhook w set failing_since = coalesce(w.failing_since, now()), rest_until = now() + $9::float8 * interval '1 millisecond',
    state = case before.why when 'gone' then 'off' when 'failing' then 'paused' else w.state end, why = before.why
  from before where w.id = before.id returning before.why
)
select why from judged where why is not null`;
