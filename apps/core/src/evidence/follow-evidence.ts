import type { Logger } from '@filo/service';
import type { DataSource } from 'typeorm';
import { inTransaction } from '../database/in-transaction.js';
import type { Queryable } from '../database/queryable.js';
import { takeDirectForm } from '../invitations/direct/direct-form.js';
import { followCode, type ShownCode } from '../invitations/follow-code.js';
import { mailInvited, type FormAddress, type TypedAddress } from '../invitations/mail-invited.js';
import { noteClaim } from '../invitations/note-claim.js';
import { holdLinks } from '../people/links/hold-links.js';
import type { Evidence } from '../people/links/link-change.js';
import { askOwner } from '../proofs/ask-owner.js';
import type { ProofParts } from '../proofs/queue-proof-mail.js';
import { untilAborted } from '../worker/until-aborted.js';
import { joinByEvidence } from './join-by-evidence.js';

const pollMs = 1_000;

interface Waiting {
  id: string;
  kind: 'ask' | 'join' | 'code' | 'invited';
  identityId: string;
  otherIdentityId: string;
  evidence: unknown;
  accountGroupId: string;
}

/**
 * Takes up what ingest has seen, after its commit, each row in one transaction with all that follows from it; any number of
 * workers may do so at once. What fails waits a minute and lets others pass.
 */
export class FollowEvidence {
  constructor(private readonly parts: ProofParts & { dataSource: DataSource; log: Logger }) {}

  /** Runs until the signal aborts. */
  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) if (!(await this.once())) await untilAborted(pollMs, signal);
  }

  /** True when there was something to follow. */
  async once(): Promise<boolean> {
    const { dataSource, log } = this.parts;
    const [due] = (await dataSource.query(
      'select id, kind from evidence_waiting where due_at <= now() order by due_at, id limit 1',
    )) as Pick<Waiting, 'id' | 'kind'>[];
    if (!due) return false;
    try {
      await inTransaction(dataSource, async (db) => {
        if (['join', 'code'].includes(due.kind)) await holdLinks(db);
        await this.#follow(db, due.id);
      });
    } catch (error) {
      log.warn({ err: error, evidence: due.id }, 'evidence waits');
      await dataSource.query(
        `update evidence_waiting set due_at = now() + interval '1 minute' where id = $1`,
        [due.id],
      );
    }
    return true;
  }

  async #follow(db: Queryable, id: string): Promise<void> {
    const [row] = (await db.query(taking, [id])) as Waiting[];
    if (!row) return;
    const { identityId, otherIdentityId, accountGroupId } = row;
    switch (row.kind) {
      case 'ask':
        return askOwner(db, { identityId, accountGroupId }, this.parts);
      case 'invited':
        return this.#mailOrAsk(db, row);
      case 'code':
        return followCode(db, row.evidence as ShownCode);
      case 'join': {
        const evidence = row.evidence as Evidence;
        await joinByEvidence(db, { identityIds: [identityId, otherIdentityId], evidence });
      }
    }
  }

  /** An invitation that is over, has mailed enough or was made up mails nobody: then the owner of the address is asked as by any other form. */
  async #mailOrAsk(db: Queryable, row: Waiting): Promise<void> {
    const typed = await typedAt(db, row);
    const { elseAsk: identityId, messageId } = row.evidence as Partial<FormAddress>;
    if (typed && messageId !== undefined)
      await noteClaim(db, { invitationId: typed.invitationId, messageId });
    if (await mailInvited(db, typed, this.parts)) return;
    if (identityId !== undefined)
      await askOwner(db, { identityId, accountGroupId: row.accountGroupId }, this.parts);
  }
}

/** What was typed into the page itself names the invitation; what came by a form that stands there names the page. */
const typedAt = async (
  db: Queryable,
  { evidence, accountGroupId }: Waiting,
): Promise<TypedAddress | undefined> => {
  const typed = evidence as TypedAddress | FormAddress;
  if ('invitationId' in typed) return typed;
  const [found] = (await db.query('select id from invitation where slug = $1 and account_group_id = $2', [
    typed.slug,
    accountGroupId,
  ])) as { id: string }[];
  const named = found
    ? { invitationId: found.id }
    : await takeDirectForm(db, { key: typed.slug, accountGroupId });
  return named && { ...named, address: typed.address, language: typed.language };
};

const taking = `
with taken as (delete from evidence_waiting where id = $1 returning *)
select id, kind, identity_id as "identityId", other_identity_id as "otherIdentityId", evidence,
  account_group_id as "accountGroupId" from taken`;
