import type { BlockCreate, BlockView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { projectThreads } from '../threads/project-threads.js';
import { identitiesOf, isOurDomain, readTarget, type Target } from './block-targets.js';
import { ListBlocks } from './list-blocks.js';
import { setBlocked } from './set-blocked.js';

/** Threads that are written at once. */
const partMax = 500;

/**
 * Blocks an address or a whole domain, or lets it in again. What it hides follows from what is blocked alone, so that both ways
 * everything stands where it stood.
 */
@Injectable()
export class ChangeBlock {
  constructor(
    private readonly dataSource: DataSource,
    private readonly listBlocks: ListBlocks,
  ) {}

  async block(reader: Reader, wanted: BlockCreate): Promise<BlockView> {
    const id = await inTransaction(this.dataSource, async (db) => {
      const target = await readTarget(db, reader, wanted);
      if ('domain' in target && wanted.sure !== true && (await isOurDomain(db, target.domain)))
        throw new DomainError(
          'conflict',
          `Nothing was blocked: ${target.domain} is a domain of ours, and what colleagues write from it would be held back, too. Say that you are sure.`,
          { reason: 'our-domain' },
        );
      const why = wanted.why ?? null;
      if ('domain' in target) return blockDomain(db, reader, { domain: target.domain, why });
      await blockAddress(db, reader, { identityId: target.identityId, why });
      return target.identityId;
    });
    return this.listBlocks.one(reader, id);
  }

  /** Throws for what is not blocked (any more). */
  async unblock(reader: Reader, id: string): Promise<void> {
    await inTransaction(this.dataSource, async (db) => {
      const [domain] = (await db.query(
        'with gone as (delete from blocked_domain where id = $1 returning domain) select domain from gone',
        [id],
      )) as { domain: string }[];
      if (domain) {
        await recordAudit(db, {
          ...{ agentId: reader.agentId, kind: 'domain-unblocked', subjectId: id },
          data: { name: domain.domain },
        });
        await hideAnew(db, domain);
        return;
      }
      const held = await this.listBlocks.one(reader, id, db);
      await setBlocked(db, { identityId: held.id, blocked: false, agentId: reader.agentId });
      await recordAudit(db, {
        ...{ agentId: reader.agentId, kind: 'identity-changed', subjectId: id },
        data: { blocked: false },
      });
      await hideAnew(db, { identityId: id, key: held.key });
    });
  }
}

const blockDomain = async (
  db: Queryable,
  { agentId }: Reader,
  { domain, why }: { domain: string; why: string | null },
): Promise<string> => {
  const [made] = (await db.query(
    `with made as (insert into blocked_domain (id, domain, blocked_by, why) values ($1, $2, $3, $4)
       on conflict (domain) do nothing returning id) select id from made`,
    [uuidv7(), domain, agentId, why],
  )) as { id: string }[];
  if (made) {
    await recordAudit(db, { agentId, kind: 'domain-blocked', subjectId: made.id, data: { name: domain } });
    await hideAnew(db, { domain });
    return made.id;
  }
  const [there] = (await db.query('select id from blocked_domain where domain = $1', [domain])) as [
    { id: string },
  ];
  return there.id;
};

const blockAddress = async (
  db: Queryable,
  { agentId }: Reader,
  { identityId, why }: { identityId: string; why: string | null },
): Promise<void> => {
  const [standing] = (await db.query('select blocked from identity where id = $1 for no key update', [
    identityId,
  ])) as [{ blocked: boolean }];
  if (standing.blocked) return;
  await setBlocked(db, { identityId, blocked: true, agentId, why });
  await recordAudit(db, {
    agentId,
    kind: 'identity-changed',
    subjectId: identityId,
    data: { blocked: true },
  });
  await hideAnew(db, { identityId, key: '' });
};

/** Brings the threads of whoever has such an address up to date, and tells whoever looks at what is held. */
const hideAnew = async (db: Queryable, target: Target): Promise<void> => {
  const { where, value } = identitiesOf(target);
  const rows = (await db.query(
    `select distinct l.person_id as id from identity i join link l on l.identity_id = i.id and l.withdrawn_at is null
     where ${where('i', '$1')} order by 1`,
    [value],
  )) as { id: string }[];
  for (let from = 0; from < rows.length; from += partMax) {
    const personIds = rows.slice(from, from + partMax).map(({ id }) => id);
    await projectThreads(db, { personIds, bump: false });
  }
  await recordLive(db, [{ accountGroupId: null, kind: 'quarantine', data: {} }]);
};
