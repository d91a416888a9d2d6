import type { Queryable } from '../database/queryable.js';
import type { BoundReports } from '../ingest/bind-reports.js';
import { tellChanged } from './tell-changed.js';

/** RFC 3463: `5.1.x` speaks of the address itself. */
const isHard = (report: { hard?: boolean | undefined; status?: string | undefined }): boolean =>
  report.hard ?? report.status?.startsWith('5.1.') ?? false;

const stateOf = { failed: 'bounced', delivered: 'delivered' } as const;

/**
 * Lets bounces act on the deliveries that they provably are about: `bounced` with the other side's words, the address
 * marked when it is dead for good. Reports that are bound to nothing were marked and change nothing.
 */
export const applyReports = async (db: Queryable, bound: readonly BoundReports[]): Promise<void> => {
  const rows = bound.flatMap(({ outboundMessageId, deliveryIds, reports }) =>
    outboundMessageId === undefined
      ? []
      : reports.flatMap((report) => {
          const state = report.action in stateOf ? stateOf[report.action as keyof typeof stateOf] : undefined;
          if (state === undefined) return [];
          return {
            message_id: outboundMessageId,
            delivery_ids: deliveryIds,
            recipient: report.recipient?.toLowerCase() ?? null,
            state,
            code: report.status ?? report.replyCode ?? null,
            detail: report.diagnostic ?? report.reason ?? null,
            hard: isHard(report),
          };
        }),
  );
  if (rows.length === 0) return;
  await tellChanged(db, await db.query(applying, [JSON.stringify(rows)]));
};

/** The delivery whose token came back; else the one to the recipient named; else the only one of that message. */
const applying = `
with r as materialized (
  select * from json_to_recordset($1) as r(message_id uuid, delivery_ids uuid[], recipient text, state text, code text,
    detail text, hard boolean)
), hit as (
  select distinct on (d.id) d.id, d.recipient_identity_id, r.*
  from r join delivery d on d.message_id = r.message_id join identity i on i.id = d.recipient_identity_id
  where case when cardinality(r.delivery_ids) > 0 then d.id = any(r.delivery_ids)
    else lower(i.key) = r.recipient
      or (select count(*) from delivery o where o.message_id = d.message_id) = 1 end
  order by d.id, r.state
), changed as (
  update delivery d set state = hit.state, code = hit.code, detail = coalesce(hit.detail, d.detail),
    why = case when hit.detail is null then d.why end, at = now()
  from hit where d.id = hit.id and d.state not in ('cancelled', 'bounced', 'deleted')
  returning d.message_id
), dead as (
  update identity i set bouncing_since = coalesce(i.bouncing_since, now())
  from hit where i.id = hit.recipient_identity_id and hit.state = 'bounced' and hit.hard
)
select distinct m.id as "messageId", m.account_group_id as "accountGroupId", m.anchor_identity_id as "anchorIdentityId"
from changed join message m on m.id = changed.message_id`;
