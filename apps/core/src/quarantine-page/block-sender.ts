import type { QuarantineItem } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { isBlocked } from '../blocking/blocked-authors.js';
import { setBlocked } from '../blocking/set-blocked.js';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import { noteIdentity, refuseIdentity } from '../identities/note-identity.js';
import { recordLive } from '../live/record-live.js';
import { makeIdentity } from '../people/make-identity.js';
import { followBlock } from '../severity/follow-block.js';
import { projectThreads } from '../threads/project-threads.js';
import type { Undoing } from '../undoing/undoing.js';
import { QuarantineItems } from './quarantine-items.js';

/**
 * Blocks the sender of a quarantined message, or lets it in again. Whoever sees the item may do so: the sender may never have
 * become anybody whom an agent could see otherwise.
 */
@Injectable()
export class BlockSender {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: QuarantineItems,
  ) {}

  async run(
    reader: Reader,
    id: string,
    { blocked, undoing }: { blocked: boolean; undoing: Undoing },
  ): Promise<QuarantineItem> {
    const { sender } = await this.items.one(reader, id);
    if (sender === null)
      throw new DomainError(
        'unknown-reference',
        'Nothing was changed: it could not be read who sent this, so there is no address to block.',
        { reason: 'no-sender' },
      );
    await inTransaction(this.dataSource, async (db) => {
      const identity = await findOrMake(db, sender);
      if (identity.ours)
        throw new DomainError('not-allowed', 'Nothing was changed: this is one of our own addresses.', {
          reason: 'our-own-address',
        });
      await refuseIdentity(db, reader, { id: identity.id, patch: { blocked }, undoing });
      if (identity.blocked === blocked) return;
      const how = { identityId: identity.id, blocked, agentId: reader.agentId, undoes: undoing.undoes };
      const more = { quarantineId: id, ...(await setBlocked(db, how)) };
      await noteIdentity(db, reader, { id: identity.id, changed: { blocked }, undoing, more });
      if (identity.personId) await projectThreads(db, { personIds: [identity.personId], bump: false });
      await recordLive(db, [{ accountGroupId: null, kind: 'quarantine', data: {} }]);
      await followBlock(db, identity.id);
    });
    return this.items.one(reader, id);
  }
}

interface Found {
  id: string;
  ours: boolean;
  blocked: boolean;
  personId: string | null;
}

const findOrMake = async (db: Queryable, sender: { kind: string; key: string }): Promise<Found> => {
  const [found] = (await db.query(
    `select i.id, i.ours, ${isBlocked('i')} as blocked, (select l.person_id from link l where l.identity_id = i.id and l.withdrawn_at is null) as "personId"
     from identity i where i.id = $1 for no key update of i`,
    [await makeIdentity(db, sender)],
  )) as Found[];
  return found!;
};
