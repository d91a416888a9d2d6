import type { Queryable } from '../database/queryable.js';

export interface BlockedSet {
  identityId: string;
  blocked: boolean;
  agentId: string;
  why?: string | null;
  /** The change that this undoes. */
  undoes?: string | undefined;
}

/**
 * Blocks an address or lets it in again, and remembers who said so, when and why; the caller has checked that they may, and holds its
 * lock. What is let in again although its domain is blocked is welcome from then on; undone, it is held back with its domain again, and
 * has no block of its own. Resolves with what the audit has to keep for that.
 */
export const setBlocked = async (
  db: Queryable,
  { identityId, blocked, agentId, why = null, undoes }: BlockedSet,
): Promise<{ welcome?: true }> => {
  const [before] = (await db.query(
    `select i.blocked as own, exists (select from audit u where u.id = $2 and u.subject_id = i.id and u.data @> '{"welcome":true}') as welcomed
     from identity i where i.id = $1`,
    [identityId, undoes ?? null],
  )) as [{ own: boolean; welcomed: boolean }];
  if (blocked && before.welcomed) {
    // Since when it is held back again.
    await db.query('update identity set welcome_at = null, blocked_at = now() where id = $1', [identityId]);
    return {};
  }
  await db.query(
    `update identity i set blocked = $2, blocked_by = case when $2 then $3::uuid end,
       blocked_at = case when $2 then now() end, blocked_why = case when $2 then $4::text end,
       welcome_at = case when not $2 and i.kind = 'mail' and exists (
         select from blocked_domain d where d.domain = any(mail_domains(i.key))) then now() end
     where i.id = $1`,
    [identityId, blocked, agentId, why],
  );
  return blocked || before.own ? {} : { welcome: true };
};
