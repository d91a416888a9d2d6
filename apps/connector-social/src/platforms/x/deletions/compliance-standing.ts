import type { Cursor } from '@filo/connector';

const key = 'deletions-list';
const dayMs = 86_400_000;

/** How asking X by lists stands: see {@link askByList}. */
export interface Standing {
  /** Since when it was tried without an answer. */
  since: number;
  /** The list that X is at work on. */
  open?: { jobId: string; begunAt: number } | undefined;
  /** When the last list was begun that was answered and followed. */
  wholeAt?: number | undefined;
  /** When X last said that this app may not have it. */
  refusedAt?: number | undefined;
  /** Posts whose change is known here: X names them in each list. */
  edited?: readonly string[] | undefined;
}

export const readStanding = async (cursor: Cursor): Promise<Standing | undefined> =>
  (await cursor.read<Standing>(key)) || undefined;

export const writeStanding = (cursor: Cursor, standing: Standing): Promise<void> =>
  cursor.write(key, standing);

/** Whether X is to be asked again: it may let an app tomorrow what it does not today. */
export const isTimeToAsk = (
  { open, wholeAt, refusedAt }: Standing,
  { now, everyMs }: { now: number; everyMs: number },
): boolean =>
  open === undefined &&
  (refusedAt === undefined || now - refusedAt >= dayMs) &&
  (wholeAt === undefined || now - wholeAt >= everyMs / 3);

/** Whether lists tell what is deleted, so that no post has to be paid for to see it. */
export const isToldByList = (
  standing: Standing | undefined,
  { now, everyMs }: { now: number; everyMs: number },
): boolean => {
  if (standing === undefined) return false;
  const { since, wholeAt, refusedAt } = standing;
  return refusedAt === undefined && now - (wholeAt ?? since) <= everyMs / 2;
};
