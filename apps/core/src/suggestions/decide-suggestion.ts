import type { SuggestionDecided } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { ReadSuggestions } from './read-suggestions.js';
import { recordLive } from '../live/record-live.js';
import { suggestionsChanged } from './suggestions-changed.js';

export type Decision =
  { kind: 'reject'; reason?: string | undefined } | { kind: 'later' } | { kind: 'reopen' };

const states = { reject: 'rejected', later: 'later', reopen: 'open' } as const;

/** How long a pair that was put off stays away. */
const later = '7 days';

/**
 * What an agent says of a suggestion, kept for all identities of the two persons, together with the evidence that was known:
 * only evidence that is not in it asks again (`store-pairs.ts`).
 */
@Injectable()
export class DecideSuggestion {
  constructor(
    private readonly dataSource: DataSource,
    private readonly read: ReadSuggestions,
  ) {}

  run(reader: Reader, id: string, decision: Decision): Promise<SuggestionDecided> {
    return inTransaction(this.dataSource, async (db) => {
      const found = await this.read.one(reader, id, db);
      if (!found) throw new DomainError('not-found', 'There is no suggestion with this id that you may see.');
      await db.query(deciding[decision.kind], [
        ...found.personIds,
        reader.agentId,
        decision.kind === 'reject' ? (decision.reason ?? null) : null,
      ]);
      const [personId, otherPersonId] = found.personIds;
      await recordAudit(db, {
        agentId: reader.agentId,
        kind: `suggestion-${states[decision.kind]}`,
        subjectId: id,
        data: { personId, otherPersonId },
      });
      await recordLive(db, [suggestionsChanged]);
      return { id, state: states[decision.kind] };
    });
  }
}

const setting = (values: string): string => `
update suggestion s set ${values}, decided_by = $3, decided_at = now(), reason = $4::text
from link la, link lb
where la.withdrawn_at is null and lb.withdrawn_at is null and s.state <> 'joined'
  and s.a_identity_id = la.identity_id and s.b_identity_id = lb.identity_id
  and (la.person_id, lb.person_id) in (($1::uuid, $2::uuid), ($2, $1))`;

const known = `array(select distinct e ->> 'code' || ':' || (e ->> 'key') from jsonb_array_elements(s.evidence) e)`;

const deciding: Record<Decision['kind'], string> = {
  reject: setting(`state = 'rejected', later_until = null, decided_on = ${known}`),
  later: setting(`state = 'open', later_until = now() + interval '${later}', decided_on = ${known}`),
  reopen: setting(`state = 'open', later_until = null, decided_on = '{}'`),
};
