import type { Queryable } from '../database/queryable.js';

export interface BlockedSet {
  identityId: string;
  blocked: boolean;
  agentId: string;
  why?: string | null;
}

/**
 * Blocks an address or lets it in again, and remembers who said so, when and why; the caller has checked that they may. What is let in
 * again although its domain is blocked is welcome from then on.
 */
export const setBlocked = async (
  db: Queryable,
  { identityId, blocked, agentId, why = null }: BlockedSet,
): Promise<void> => {
  await db.query(
    `update identity i set blocked = $2, blocked_by = case when $2 then $3::uuid end,
       blocked_at = case when $2 then now() end, blocked_why = case when $2 then $4::text end,
       welcome_at = case when not $2 and i.kind = 'mail' and exists (
         select from blocked_domain d where d.domain = any(mail_domains(i.key))) then now() end
     where i.id = $1`,
    [identityId, blocked, agentId, why],
  );
};
