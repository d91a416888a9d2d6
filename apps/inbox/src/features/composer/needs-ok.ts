import type { ReplyOptions } from '@filo/contracts/http';
import type { Draft } from '../../state/drafts/draft';

/** Whether a colleague reads this answer before it leaves: what its author alone reads is private, and leaves at once. */
export const needsOk = (
  options: Pick<ReplyOptions, 'ok'> | undefined,
  draft: Pick<Draft, 'readers'> | undefined,
): boolean => options?.ok != null && draft?.readers !== 'author';
