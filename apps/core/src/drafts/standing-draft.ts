import type { DraftSave, DraftView } from '@filo/contracts/http';
import type { Reader } from '../access/reader.js';
import type { Queryable } from '../database/queryable.js';
import { DomainError } from '../http/domain-error.js';
import type { StandingDraft } from './judge-save.js';

/** What stands under this id, locked: saves of one draft are decided one after the other. */
export const standingDraft = async (
  db: Queryable,
  { agentId }: Reader,
  { id, content }: Pick<DraftSave, 'content'> & { id: string },
): Promise<StandingDraft | undefined> => {
  const [standing] = (await db.query(
    `select state, revision, device, seq::float8 as seq, content is not distinct from $3::jsonb as same
     from draft where agent_id = $1 and id = $2 for no key update`,
    [agentId, id, JSON.stringify(content)],
  )) as StandingDraft[];
  return standing;
};

/** Refuses an id that was sent already, and whose draft was swept away or never saved. */
export const refuseSent = async (db: Queryable, { agentId }: Reader, id: string): Promise<void> => {
  const [sent] = await db.query('select 1 from idempotency where agent_id = $1 and key = $2', [agentId, id]);
  if (sent) throw gone({ state: 'sent' });
};

/** Its files are kept for as long as it is. */
export const uploadsOf = ({ attachments, pictures }: DraftSave['content']): string[] => [
  ...new Set([...attachments, ...Object.values(pictures)].map((file) => file.id)),
];

export const gone = (standing: Pick<StandingDraft, 'state'> | undefined): DomainError =>
  new DomainError(
    'draft-gone',
    standing?.state === 'sent'
      ? 'Nothing was saved: this draft was sent, here or at another computer. What you wrote since is kept as a draft of its own.'
      : 'Nothing was saved: this draft was discarded, here or at another computer. What you wrote since is kept as a draft of its own.',
    { state: standing?.state === 'sent' ? 'sent' : 'discarded' },
  );

export const changed = (draft: DraftView): DomainError =>
  new DomainError(
    'draft-changed',
    'Nothing was overwritten: this draft was changed at another computer. Both are kept; choose which one to go on with.',
    { draft },
  );
