import type { OwnSession } from '@filo/contracts/http';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { recordAudit } from '../audit/record-audit.js';
import { inTransaction } from '../database/in-transaction.js';
import { DomainError } from '../http/domain-error.js';
import { iso } from '../paging/json-times.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { needSession } from './need-session.js';

const listMax = 100;

/** The browsers in which an agent is signed in: to look at, and to sign out from here. */
@Injectable()
export class OwnSessions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ends: SessionEnds,
  ) {}

  async list(reader: Reader): Promise<OwnSession[]> {
    return (await this.dataSource.query(listing, [reader.agentId, needSession(reader)])) as OwnSession[];
  }

  /** Signs one other browser out, or all others; its pages close their event streams at once. */
  async end(reader: Reader, which: string | 'others'): Promise<void> {
    const own = needSession(reader);
    const { agentId } = reader;
    const ended = await inTransaction(this.dataSource, async (db) => {
      const gone = (await db.query(ending, [agentId, own, which === 'others' ? null : which])) as {
        key: Buffer;
      }[];
      if (gone.length > 0) {
        const data = { sessions: gone.length };
        await recordAudit(db, { agentId, kind: 'sessions-ended', subjectId: agentId, data });
      }
      return gone;
    });
    if (which !== 'others' && ended.length === 0)
      throw new DomainError(
        'not-found',
        'You are signed in nowhere else by this id; it may have ended already.',
        {
          reason: 'no-such-session',
        },
      );
    for (const { key } of ended) this.ends.tell(key);
  }
}

const listing = `
select id, id_hash = $2 as current, user_agent as "userAgent", ${iso('created_at')} as "createdAt",
  ${iso('last_seen_at')} as "lastSeenAt", ${iso('expires_at')} as "expiresAt"
from session where agent_id = $1 and expires_at > now() order by last_seen_at desc, id limit ${listMax}`;

const ending = `
with gone as (
  delete from session where agent_id = $1 and id_hash <> $2 and ($3::uuid is null or id = $3)
  returning id_hash)
select id_hash as key from gone`;
