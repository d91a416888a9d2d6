import type { BlockCreate } from '@filo/contracts/http';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { refuseOvertaken } from '../undoing/refuse-overtaken.js';
import type { Undoing } from '../undoing/undoing.js';
import { domainChanges, holdDomain } from './domain-changes.js';
import { foreseeBlock } from './preview-block.js';

/** Blocks a domain. What is blocked already stays as it is, and is nobody's to undo. */
export const blockDomain = async (
  db: Queryable,
  reader: Reader,
  { domain, wanted, undoing }: { domain: string; wanted: BlockCreate; undoing: Undoing },
): Promise<{ id: string; made: boolean }> => {
  await holdDomain(db, domain);
  await refuseDomain(db, reader, { domain, undoing });
  const [there] = (await db.query('select id from blocked_domain where domain = $1', [domain])) as {
    id: string;
  }[];
  if (there) return { id: there.id, made: false };
  if (wanted.sure !== true) await refuseUnsure(db, reader, domain);
  const id = uuidv7();
  await db.query('insert into blocked_domain (id, domain, blocked_by, why) values ($1, $2, $3, $4)', [
    ...[id, domain, reader.agentId],
    wanted.why ?? null,
  ]);
  await note(db, reader, { id, domain, kind: 'domain-blocked', undoing });
  return { id, made: true };
};

/** Lets a domain in again; throws where nothing is blocked by this id. */
export const unblockDomain = async (
  db: Queryable,
  reader: Reader,
  { id, domain, undoing }: { id: string; domain: string; undoing: Undoing },
): Promise<void> => {
  await holdDomain(db, domain);
  await refuseDomain(db, reader, { domain, undoing });
  const gone = (await db.query(
    'with gone as (delete from blocked_domain where id = $1 returning id) select id from gone',
    [id],
  )) as object[];
  if (gone.length === 0) throw new DomainError('not-found', 'Nothing is blocked by this id.');
  await note(db, reader, { id, domain, kind: 'domain-unblocked', undoing });
};

const refuseDomain = async (
  db: Queryable,
  reader: Reader,
  { domain, undoing }: { domain: string; undoing: Undoing },
): Promise<void> => {
  const { undoes } = undoing;
  if (undoes === undefined) return;
  refuseOvertaken(reader, undoing, { what: 'blocked', changes: await domainChanges(db, domain, undoes) });
};

const refuseUnsure = async (db: Queryable, reader: Reader, domain: string): Promise<void> => {
  const { ours, sure, threads, unseen } = await foreseeBlock(db, reader, { domain });
  if (ours)
    throw new DomainError(
      'conflict',
      `Nothing was blocked: ${domain} is a domain of ours, and what colleagues write from it would be held back, too. Say that you are sure.`,
      { reason: 'our-domain' },
    );
  if (sure)
    throw new DomainError(
      'conflict',
      `Nothing was blocked: for everybody, ${domain} would hide ${threads} threads that you see and ${unseen} that you do not. Say that you are sure.`,
      { reason: 'hides-many' },
    );
};

const note = async (
  db: Queryable,
  { agentId }: Reader,
  { id, domain, kind, undoing }: Noted,
): Promise<void> => {
  const data = { name: domain, ...undoing.noted };
  undoing.made(await recordAudit(db, { agentId, kind, subjectId: id, data }));
};

interface Noted {
  id: string;
  domain: string;
  kind: 'domain-blocked' | 'domain-unblocked';
  undoing: Undoing;
}
