import { v7 as uuidv7 } from 'uuid';
import type { Queryable } from '../database/queryable.js';

export interface AuditEntry {
  /** Null: nobody was signed in, such as at the first start. */
  agentId: string | null;
  /** What happened, in the past tense. */
  kind: string;
  subjectId?: string;
  /** Never secrets, bodies or addresses of customers. */
  data?: Readonly<Record<string, unknown>>;
}

/** Writes down who changed what, in the transaction of the change. */
export const recordAudit = async (db: Queryable, entry: AuditEntry): Promise<void> => {
  await db.query(
    'insert into audit (id, actor_agent_id, kind, subject_id, data) values ($1, $2, $3, $4, $5)',
    [uuidv7(), entry.agentId, entry.kind, entry.subjectId ?? null, JSON.stringify(entry.data ?? {})],
  );
};
