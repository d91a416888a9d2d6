import type { BlockCreate, BlockEnded, BlockView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { noteIdentity, refuseIdentity } from '../identities/note-identity.js';
import { recordLive } from '../live/record-live.js';
import { followBlock } from '../severity/follow-block.js';
import { projectThreads } from '../threads/project-threads.js';
import type { Undoing } from '../undoing/undoing.js';
import { blockDomain, unblockDomain } from './block-domain.js';
import { identitiesOf, readTarget, type Target } from './block-targets.js';
import { isBlocked } from './blocked-authors.js';
import { domainOf } from './domain-changes.js';
import { heldSince } from './held-since.js';
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

  async block(
    reader: Reader,
    { wanted, undoing }: { wanted: BlockCreate; undoing: Undoing },
  ): Promise<BlockView> {
    const id = await inTransaction(this.dataSource, async (db) => {
      const target = await readTarget(db, reader, wanted);
      const done =
        'domain' in target
          ? await blockDomain(db, reader, { domain: target.domain, wanted, undoing })
          : await blockAddress(db, reader, { identityId: target.identityId, wanted, undoing });
      if (done.made) await hideAnew(db, target);
      return done.id;
    });
    return this.listBlocks.one(reader, id);
  }

  /** Throws for what is not blocked (any more). Answers what was held meanwhile. */
  unblock(reader: Reader, { id, undoing }: { id: string; undoing: Undoing }): Promise<BlockEnded> {
    return inTransaction(this.dataSource, async (db) => {
      const domain = await domainOf(db, id);
      const target = domain === undefined ? { identityId: id, key: '' } : { domain };
      if (domain === undefined) await this.unblockAddress(db, reader, { id, undoing });
      else await unblockDomain(db, reader, { id, domain, undoing });
      await hideAnew(db, target);
      return { held: await heldSince(db, reader, target) };
    });
  }

  private async unblockAddress(
    db: Queryable,
    reader: Reader,
    { id, undoing }: { id: string; undoing: Undoing },
  ): Promise<void> {
    await db.query('select from identity where id = $1 for no key update', [id]);
    await this.listBlocks.one(reader, id, db);
    await refuseIdentity(db, reader, { id, patch: { blocked: false }, undoing });
    const more = await setBlocked(db, { identityId: id, blocked: false, agentId: reader.agentId });
    await noteIdentity(db, reader, { id, changed: { blocked: false }, undoing, more });
  }
}

/** What is held back already, by itself or with its domain, stays as it is. */
const blockAddress = async (
  db: Queryable,
  reader: Reader,
  { identityId, wanted, undoing }: { identityId: string; wanted: BlockCreate; undoing: Undoing },
): Promise<{ id: string; made: boolean }> => {
  const [{ own, domainId }] = (await db.query(
    `select i.blocked as own, case when ${isBlocked('i')} then (
       select d.id from blocked_domain d where i.kind = 'mail' and d.domain = any(mail_domains(i.key)) limit 1) end as "domainId"
     from identity i where i.id = $1 for no key update of i`,
    [identityId],
  )) as [{ own: boolean; domainId: string | null }];
  await refuseIdentity(db, reader, { id: identityId, patch: { blocked: true }, undoing });
  if (own) return { id: identityId, made: false };
  if (domainId !== null) return { id: domainId, made: false };
  const { why = null } = wanted;
  const how = { identityId, blocked: true, agentId: reader.agentId, why, undoes: undoing.undoes };
  await noteIdentity(db, reader, {
    ...{ id: identityId, changed: { blocked: true }, undoing },
    more: await setBlocked(db, how),
  });
  return { id: identityId, made: true };
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
  // No post is mail, and mail alone is blocked by domain.
  if ('identityId' in target) await followBlock(db, target.identityId);
};
