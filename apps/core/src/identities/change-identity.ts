import type { IdentityPatch, IdentityView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import { isBlocked } from '../blocking/blocked-authors.js';
import { setBlocked } from '../blocking/set-blocked.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { recordLive } from '../live/record-live.js';
import { identityJson } from '../people-pages/identity-json.js';
import { followBlock } from '../severity/follow-block.js';
import { projectThreads } from '../threads/project-threads.js';
import { noteIdentity, refuseIdentity } from './note-identity.js';
import type { Undoing } from '../undoing/undoing.js';

/** What an agent knows of an address: that several share it, that no more is wanted of it. It is never learnt over. */
@Injectable()
export class ChangeIdentity {
  constructor(private readonly dataSource: DataSource) {}

  run(
    reader: Reader,
    id: string,
    { patch, undoing }: { patch: IdentityPatch; undoing: Undoing },
  ): Promise<IdentityView> {
    return inTransaction(this.dataSource, async (db) => {
      const [found] = (await db.query(
        `select i.ours, ${isBlocked('i')} as blocked, case when i.shared_by = 'agent' then i.shared end as shared, (select l.person_id from link l where l.identity_id = i.id and l.withdrawn_at is null) as "personId"
         from identity i where i.id = $1 and ${identityVisibleTo('i', '$2')} for no key update of i`,
        [id, reader.accountGroupIds],
      )) as Found[];
      if (!found) throw new DomainError('not-found', 'There is no address with this id that you may see.');
      if (found.ours)
        throw new DomainError('not-allowed', 'Nothing was changed: this is one of our own addresses.', {
          reason: 'our-own-address',
        });
      await refuseIdentity(db, reader, { id, patch, undoing });
      const { shared, blocked } = newsOf(found, patch);
      await db.query(
        `update identity set shared = coalesce($2, shared),
           shared_by = case when $2::boolean is null then shared_by else 'agent' end where id = $1`,
        [id, shared ?? null],
      );
      const how = { identityId: id, agentId: reader.agentId, undoes: undoing.undoes };
      const more = blocked === undefined ? {} : await setBlocked(db, { ...how, blocked });
      await noteIdentity(db, reader, { id, changed: { shared, blocked }, undoing, more });
      if (found.personId) await projectThreads(db, { personIds: [found.personId], bump: false });
      if (blocked !== undefined)
        await recordLive(db, [{ accountGroupId: null, kind: 'quarantine', data: {} }]);
      if (blocked !== undefined) await followBlock(db, id);
      const [row] = (await db.query(
        `select ${identityJson('i', '$2')} as json from identity i where i.id = $1`,
        [id, reader.accountGroupIds],
      )) as { json: IdentityView }[];
      return row!.json;
    });
  }
}

interface Found {
  ours: boolean;
  personId: string | null;
  blocked: boolean;
  /** Null: no agent said so. */
  shared: boolean | null;
}

/** What is not so already. */
const newsOf = (found: Found, { shared, blocked }: IdentityPatch): IdentityPatch => ({
  ...(shared !== undefined && shared !== found.shared && { shared }),
  ...(blocked !== undefined && blocked !== found.blocked && { blocked }),
});
