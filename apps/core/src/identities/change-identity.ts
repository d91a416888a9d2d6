import type { IdentityPatch, IdentityView } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { identityVisibleTo } from '../access/visible-to.js';
import { recordAudit } from '../audit/record-audit.js';
import { setBlocked } from '../blocking/set-blocked.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { identityJson } from '../people-pages/identity-json.js';
import { projectThreads } from '../threads/project-threads.js';

/** What an agent knows of an address: that several share it, that no more is wanted of it. It is never learnt over. */
@Injectable()
export class ChangeIdentity {
  constructor(private readonly dataSource: DataSource) {}

  run(reader: Reader, id: string, { shared, blocked }: IdentityPatch): Promise<IdentityView> {
    return inTransaction(this.dataSource, async (db) => {
      const [found] = (await db.query(
        `select i.ours, (select l.person_id from link l where l.identity_id = i.id and l.withdrawn_at is null) as "personId"
         from identity i where i.id = $1 and ${identityVisibleTo('i', '$2')} for no key update of i`,
        [id, reader.accountGroupIds],
      )) as { ours: boolean; personId: string | null }[];
      if (!found) throw new DomainError('not-found', 'There is no address with this id that you may see.');
      if (found.ours)
        throw new DomainError('not-allowed', 'Nothing was changed: this is one of our own addresses.', {
          reason: 'our-own-address',
        });
      await db.query(
        `update identity set shared = coalesce($2, shared),
           shared_by = case when $2::boolean is null then shared_by else 'agent' end where id = $1`,
        [id, shared ?? null],
      );
      if (blocked !== undefined) await setBlocked(db, { identityId: id, blocked, agentId: reader.agentId });
      const changed = Object.entries({ shared, blocked }).filter(([, value]) => value !== undefined);
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: 'identity-changed',
        subjectId: id,
        data: Object.fromEntries(changed),
      });
      if (found.personId) await projectThreads(db, { personIds: [found.personId], bump: false });
      const [row] = (await db.query(
        `select ${identityJson('i', '$2')} as json from identity i where i.id = $1`,
        [id, reader.accountGroupIds],
      )) as { json: IdentityView }[];
      return row!.json;
    });
  }
}
