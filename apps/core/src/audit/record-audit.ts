import type { AuditKind } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';

export interface AuditEntry {
  /** Default: a new one. */
  id?: string;
  /** Null: nobody was signed in, such as at the first start. */
  agentId: string | null;
  /** What happened, in the past tense. */
  kind: AuditKind;
  subjectId?: string;
  /** Never secrets, bodies or addresses of customers. */
  data?: Readonly<Record<string, unknown>> | undefined;
}

/** Writes down who changed what, in the transaction of the change; resolves with the id by which it can be undone. */
export const recordAudit = async (db: Queryable, entry: AuditEntry): Promise<string> => {
  const id = entry.id ?? uuidv7();
  await recordAudits(db, [{ ...entry, id }]);
  return id;
};

/** {@link recordAudit} of several changes at once. */
export const recordAudits = async (db: Queryable, entries: readonly AuditEntry[]): Promise<void> => {
  const rows = entries.map(({ id = uuidv7(), agentId, kind, subjectId, data = {} }) => ({
    id,
    actor_agent_id: agentId,
    kind,
    subject_id: subjectId ?? null,
    data,
  }));
  await db.query(
    `insert into audit (id, actor_agent_id, kind, subject_id, data)
     select * from jsonb_to_recordset($1::jsonb) r(id uuid, actor_agent_id uuid, kind text, subject_id uuid, data jsonb)`,
    [JSON.stringify(rows)],
  );
};
