import type { PresenceDoing } from '@filo/contracts/http';
import type { DraftMode } from '../../state/drafts/draft';

export const viewingAfterMs = 2_000;
/** Whoever wrote nothing for so long only looks, whatever stands in the field. */
export const idleAfterMs = 120_000;

interface Seen {
  now: number;
  openedAt: number;
  /** When a key was pressed in the composer last; null: not yet. */
  lastKeyAt: number | null;
  mode: DraftMode;
  /** Something is written that was not sent. */
  written: boolean;
  visible: boolean;
}

/** What an agent does at the thread that is open; null: nothing that a colleague would want to know. */
export function judgeDoing({ now, openedAt, lastKeyAt, mode, written, visible }: Seen): PresenceDoing | null {
  if (written && lastKeyAt !== null && now - lastKeyAt < idleAfterMs)
    return mode === 'note' ? 'noting' : 'replying';
  return visible && now - openedAt >= viewingAfterMs ? 'viewing' : null;
}
