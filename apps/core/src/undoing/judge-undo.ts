/** One change of a thing, as it was written down. */
export interface Change {
  id: string;
  /** The agent; null: a person, a rule or an import. */
  by: string | null;
  name: string | null;
  at: string;
  /** The change that it undid. */
  undoes: string | null;
  /** What the thing says since. */
  now: string;
  /** What it said before, where that is known. */
  from: string | null;
}

/** Null: nothing is in the way. `before`: it was changed before the change that is undone, which wrote over it unseen. */
export type Judged = null | 'unknown' | 'undone' | { change: Change; before: boolean };

/**
 * Whether `undoes` is what was done last, of `changes` from the newest on. What was undone meanwhile counts for nothing, so that changes
 * are undone one after the other. `back` is what the undo would write, where it can be held against what stood before.
 */
export const judgeUndo = (changes: readonly Change[], undoes: string, back: string | undefined): Judged => {
  const undone = new Set<string>();
  for (const [index, change] of changes.entries()) {
    if (undone.has(change.id)) {
      if (change.id === undoes) return 'undone';
    } else if (change.undoes !== null) undone.add(change.undoes);
    else if (change.id !== undoes) return { change, before: false };
    else
      return back === undefined || change.from === null || change.from === back
        ? null
        : overwritten(changes, index);
  }
  return 'unknown';
};

const overwritten = (changes: readonly Change[], index: number): Judged => {
  const { at, from } = changes[index]!;
  const earlier = changes[index + 1];
  return {
    before: true,
    change: {
      id: '',
      by: null,
      name: null,
      undoes: null,
      ...earlier,
      at: earlier?.at ?? at,
      now: from!,
      from: null,
    },
  };
};
