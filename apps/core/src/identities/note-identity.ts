import type { IdentityPatch } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { auditedChanges } from '../undoing/audited-changes.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';

/** Refuses an undo that would write over what somebody said of this address meanwhile; the caller holds its lock. */
export const refuseIdentity = async (
  db: Queryable,
  reader: Reader,
  { id, patch, undoing }: { id: string; patch: IdentityPatch; undoing: Undoing },
): Promise<void> => {
  if (undoing.undoes === undefined) return;
  for (const what of ['shared', 'blocked'] as const) {
    if (patch[what] === undefined) continue;
    const thing = { subjectId: id, kinds: ['identity-changed'], key: what } as const;
    refuseOvertaken(reader, undoing, { what, changes: await auditedChanges(db, thing) });
  }
};

/** Writes down what has become another; where nothing has, there is nothing to undo. */
export const noteIdentity = async (
  db: Queryable,
  { agentId }: Reader,
  { id, changed, undoing, more }: Noted,
): Promise<void> => {
  const said = Object.entries(changed).filter(([, value]) => value !== undefined);
  if (said.length === 0) return;
  const data = { ...Object.fromEntries(said), ...more, ...undoing.noted };
  undoing.made(await recordAudit(db, { agentId, kind: 'identity-changed', subjectId: id, data }));
};

interface Noted {
  id: string;
  changed: { shared?: boolean | undefined; blocked?: boolean | undefined };
  undoing: Undoing;
  more?: Readonly<Record<string, unknown>>;
}
