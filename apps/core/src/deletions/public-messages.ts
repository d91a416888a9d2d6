import type { publicMessages } from '@filo/contracts';
import type { z } from 'zod';
import type { Queryable } from '../database/queryable.js';
import { isEmptied } from './is-emptied.js';

const perAnswer = 1_000;

/** Which public messages of an account core holds, so that its connector can see whether they still stand at their source. */
export class PublicMessages {
  constructor(private readonly db: Queryable) {}

  async run(asked: z.output<typeof publicMessages.request>): Promise<z.input<typeof publicMessages.reply>> {
    const rows: { id: string; external_id: string; author: string }[] = await this.db.query(
      `select m.id, l.external_id, i.key as author from message m
       join identity i on i.id = m.anchor_identity_id
       join ledger l on l.message_id = coalesce(m.copy_of, m.id) and l.channel = m.channel and l.state = 'message'
       where m.account_id = $1 and m.audience = 'public' and m.direction = 'inbound'
         and m.sort_at >= $2 and m.id > $3 and not ${isEmptied('m')}
       order by m.id limit ${perAnswer}`,
      [asked.accountId, asked.since, asked.after ?? noId],
    );
    const last = rows.length === perAnswer ? rows.at(-1)?.id : undefined;
    return {
      externalIds: rows.map((row) => row.external_id),
      authors: rows.map((row) => row.author),
      ...(last !== undefined && { next: last }),
    };
  }
}

const noId = '00000000-0000-0000-0000-000000000000';
