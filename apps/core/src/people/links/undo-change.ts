import type { Queryable } from '../../database/queryable.js';
import { DomainError } from '../../http/domain-error.js';
import { changeLinks } from './change-links.js';
import { holdLinks } from './hold-links.js';
import type { Changed, ChangeActor } from './link-change.js';
import { activeChanges, ownPersonsOf } from './read-links.js';
import { replayChanges } from './replay-changes.js';

export interface Undo {
  changeId: string;
  kind: 'merge' | 'split';
  actor: ChangeActor;
  reason?: string | undefined;
}

/**
 * Undoes a merge or split, in the caller's transaction, whatever came after it: see `replayChanges` for what that means. New
 * messages and identities stay with the identity they came by.
 */
export const undoChange = async (db: Queryable, undo: Undo): Promise<Changed> => {
  await holdLinks(db);
  const { kind, moved, before, after } = await undonePersons(db, undo);
  return changeLinks(db, {
    change: {
      kind: 'undo',
      undoesId: undo.changeId,
      identityIds: moved,
      evidence: { type: 'undo', of: kind },
      grade: 'claimed',
      actor: undo.actor,
      reason: undo.reason,
    },
    before,
    after,
  });
};

export interface Undone {
  kind: 'merge' | 'split';
  /** Identities that get another person. */
  moved: string[];
  before: Persons;
  after: Persons;
}

/** Who everybody is whom the undo touches, and would be after it: others of the same history may be busy. */
export const undonePersons = async (
  db: Queryable,
  undo: Pick<Undo, 'changeId' | 'kind'>,
): Promise<Undone> => {
  const { kind, identityIds } = await findChange(db, undo);
  const log = await activeChanges(db, identityIds);
  const own = await ownPersonsOf(db, log.identityIds);
  const before = replayChanges(own, log.changes);
  const after = replayChanges(
    own,
    log.changes.filter(({ id }) => id !== undo.changeId),
  );
  const moved = log.identityIds.filter((id) => before.get(id) !== after.get(id));
  const touched = personsTouched(before, after, moved);
  return { kind, moved, before: only(before, touched), after: only(after, touched) };
};

const findChange = async (
  db: Queryable,
  undo: Pick<Undo, 'changeId' | 'kind'>,
): Promise<{ kind: 'merge' | 'split'; identityIds: string[] }> => {
  const [found] = (await db.query(
    `select c.kind, c.identity_ids as "identityIds", u.at as "undoneAt"
     from link_change c left join link_change u on u.undoes_id = c.id where c.id = $1 and c.kind = $2`,
    [undo.changeId, undo.kind],
  )) as { kind: 'merge' | 'split'; identityIds: string[]; undoneAt: Date | null }[];
  if (!found) throw new DomainError('not-found', `There is no ${undo.kind} with this id that you may see.`);
  if (found.undoneAt !== null)
    throw new DomainError(
      'already-undone',
      `Nothing was changed: this ${undo.kind} was undone already, at ${found.undoneAt.toISOString()}.`,
      { at: found.undoneAt.toISOString() },
    );
  return found;
};

type Persons = ReadonlyMap<string, string>;

const personsTouched = (before: Persons, after: Persons, moved: readonly string[]): Set<string> =>
  new Set(moved.flatMap((id) => [before.get(id)!, after.get(id)!]));

const only = (all: Persons, persons: ReadonlySet<string>): Persons =>
  new Map([...all].filter(([, person]) => persons.has(person)));
