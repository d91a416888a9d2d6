import fc from 'fast-check';
import { replayChanges, type ActiveChange } from './replay-changes.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const own = new Map(names.map((name) => [name, `person of ${name}`]));
const some = (min: number) => fc.uniqueArray(fc.constantFrom(...names), { minLength: min, maxLength: 4 });
const aChange: fc.Arbitrary<ActiveChange> = fc.oneof(
  some(2).map((identityIds) => ({ kind: 'merge' as const, identityIds })),
  some(1).map((identityIds) => ({ kind: 'split' as const, identityIds })),
);
const merge = (...identityIds: string[]): ActiveChange => ({ kind: 'merge', identityIds });
const split = (...identityIds: string[]): ActiveChange => ({ kind: 'split', identityIds });
const byPerson = (changes: ActiveChange[]): Map<string, string> => {
  const groups = new Map<string, string>();
  for (const [name, person] of replayChanges(own, changes))
    groups.set(person, (groups.get(person) ?? '') + name);
  return groups;
};
const groupsOf = (changes: ActiveChange[]): string[] => [...byPerson(changes).values()];

it('joins whom a merge names with all that they hold, as the person known longest', () => {
  expect(groupsOf([merge('c', 'b'), merge('d', 'e'), merge('c', 'd')])).toEqual(['a', 'bcde', 'f']);
  expect(replayChanges(own, [merge('c', 'b')]).get('c')).toBe('person of b');
});

it('leaves later company with whom it was joined to when an earlier merge is undone', () => {
  const [first, second] = [merge('a', 'b'), merge('b', 'c')];
  expect(groupsOf([first, second])).toEqual(['abc', 'd', 'e', 'f']);
  expect(groupsOf([second])).toEqual(['a', 'bc', 'd', 'e', 'f']);
  expect(groupsOf([first])).toEqual(['ab', 'c', 'd', 'e', 'f']);
});

it('lets those whom a split names go together, and gives both sides the person that they were', () => {
  const apart = [merge('a', 'b', 'c', 'd'), split('a', 'c')];
  expect(groupsOf(apart)).toEqual(['ac', 'bd', 'e', 'f']);
  expect(replayChanges(own, apart).get('d')).toBe('person of b');
});

it('gives everybody back the person that they were when nothing remains', () => {
  expect(replayChanges(own, [])).toEqual(own);
});

it('changes nobody but those in the groups that a change names', () => {
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 10 }), aChange, (before, change) => {
      const was = replayChanges(own, before);
      const is = replayChanges(own, [...before, change]);
      const touched = new Set(change.identityIds.map((id) => was.get(id)));
      for (const [id, person] of was) if (!touched.has(person)) expect(is.get(id)).toBe(person);
      expect(new Set(change.identityIds.map((id) => is.get(id))).size).toBe(
        change.kind === 'merge' ? 1 : new Set(change.identityIds.map((id) => was.get(id))).size,
      );
    }),
  );
});

it('gives a group its lowest own person, whatever way led to it', () => {
  fc.assert(
    fc.property(fc.array(aChange, { maxLength: 12 }), (changes) => {
      for (const [person, members] of byPerson(changes)) expect(person).toBe(`person of ${members.at(0)!}`);
    }),
  );
});
