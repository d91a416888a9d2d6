import type { LoggedChange } from './read-links.js';
import { replayChanges, type OwnPersons } from './replay-changes.js';
import type { Move } from './write-links.js';

interface History {
  changes: LoggedChange[];
  ids: Set<string>;
}

/** Changes, in order, by whom they ever connected: nothing of one history touches another. Pure. */
export const historiesOf = (changes: readonly LoggedChange[]): LoggedChange[][] => {
  const known = new Map<string, History>();
  for (const change of changes) {
    const [first = { changes: [], ids: new Set<string>() }, ...others] = new Set(
      change.identityIds.flatMap((id) => known.get(id) ?? []),
    );
    for (const { changes, ids } of others) {
      first.changes.push(...changes);
      for (const id of ids) first.ids.add(id);
    }
    first.changes.push(change);
    for (const id of change.identityIds) first.ids.add(id);
    for (const id of others.length > 0 ? first.ids : change.identityIds) known.set(id, first);
  }
  const place = new Map(changes.map(({ id }, n) => [id, n]));
  return [...new Set(known.values())].map((history) =>
    history.changes.sort((a, b) => place.get(a.id)! - place.get(b.id)!),
  );
};

/** What is undone in one history. */
export interface UndoneHistory {
  /** With whom each moved, and its place among all undos. */
  undone: { id: string; undoesId: string; identityIds: string[]; place: number }[];
  /** Where everybody goes who is another in the end, by the last undo that moved them. */
  moves: Move[];
  /** Whom it touches. */
  personIds: string[];
}

/** Undoes in one history the changes that are wanted, each with its undo by the change; the newest first. Pure. */
export const undoInHistory = (
  all: OwnPersons,
  changes: readonly LoggedChange[],
  wanted: ReadonlyMap<string, { id: string; place: number }>,
): UndoneHistory => {
  const own = new Map(
    changes.flatMap(({ identityIds }) => identityIds.map((id) => [id, all.get(id)!] as const)),
  );
  const before = replayChanges(own, changes);
  let [standing, now] = [changes, before];
  const undone: UndoneHistory['undone'] = [];
  const movedBy = new Map<string, string>();
  for (const { id: undoesId } of changes.toReversed()) {
    const undo = wanted.get(undoesId);
    if (undo === undefined) continue;
    standing = standing.filter((change) => change.id !== undoesId);
    const next = replayChanges(own, standing);
    const identityIds = [...next.keys()].filter((one) => now.get(one) !== next.get(one));
    for (const one of identityIds) movedBy.set(one, undo.id);
    undone.push({ ...undo, undoesId, identityIds });
    now = next;
  }
  const moves = [...movedBy].flatMap(([identityId, changeId]) => {
    const personId = now.get(identityId)!;
    return before.get(identityId) === personId ? [] : [{ changeId, identityId, personId }];
  });
  const touched = moves.flatMap(({ identityId, personId }) => [before.get(identityId)!, personId]);
  return { undone, moves, personIds: [...new Set(touched)] };
};
