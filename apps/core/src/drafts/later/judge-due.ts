export interface DueAnswer {
  /** Since its time; by the clock of the database. */
  lateMs: number;
  /** How much of that public answers were paused by an agent, where it is one. */
  pausedMs: number;
  /** All sending is held, as after a restore. */
  sendingHeld: boolean;
  /** Its author is an agent who may act. */
  authorActive: boolean;
}

/**
 * What becomes of an answer at its time:
 *
 * - `go`: it leaves, if everything that holds for any answer lets it
 * - `author-inactive`: nobody speaks in the name of an agent who is gone
 * - `sending-held`: after a restore it may have left already, in the time that the backup does not know
 * - `sent-too-late`: nothing ran for so long that "on Monday at nine" would be said on Monday evening; that somebody paused it is no such outage
 */
export type DueVerdict = 'go' | 'author-inactive' | 'sending-held' | 'sent-too-late';

export const lateHoursMax = 4;

export const judgeDue = ({ lateMs, pausedMs, sendingHeld, authorActive }: DueAnswer): DueVerdict => {
  if (!authorActive) return 'author-inactive';
  if (sendingHeld) return 'sending-held';
  return lateMs - pausedMs > lateHoursMax * 3_600_000 ? 'sent-too-late' : 'go';
};
