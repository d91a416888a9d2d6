/** What stands under an id already. */
export interface StandingDraft {
  state: 'open' | 'scheduled' | 'sent' | 'discarded';
  revision: number;
  device: string;
  seq: number;
  /** It holds to the letter what is to be saved. */
  same: boolean;
}

export interface WantedSave {
  base: number;
  device: string;
  seq: number;
}

/**
 * What becomes of a save:
 *
 * - `make`: nothing stands there, and the page knows of nothing
 * - `take`: it follows on what stands there, or on an earlier save of the same page
 * - `keep`: it came late or twice; what stands there is newer or the same
 * - `changed`: another device wrote meanwhile, or it waits for its time; neither overwrites the other
 * - `gone`: it was sent or discarded, and no save brings it back
 */
export type SaveVerdict = 'make' | 'take' | 'keep' | 'changed' | 'gone';

export const judgeSave = (
  standing: StandingDraft | undefined,
  { base, device, seq }: WantedSave,
): SaveVerdict => {
  if (!standing) return base === 0 ? 'make' : 'gone';
  if (standing.state === 'sent' || standing.state === 'discarded') return 'gone';
  if (standing.device === device && seq <= standing.seq) return 'keep';
  if (standing.state === 'scheduled') return 'changed';
  if (standing.same) return 'keep';
  return standing.device === device || base === standing.revision ? 'take' : 'changed';
};
