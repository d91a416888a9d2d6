import { type Command, commands } from './commands';
import { keyConflicts } from './key-conflicts';

const command = (id: string, keys: string[], part: Partial<Command> = {}): Command => ({
  id,
  group: 'act',
  scope: 'page',
  keys,
  ...part,
});

test('no shortcut of the inbox clashes, uses Alt or eats letters', () => {
  expect(keyConflicts(commands)).toEqual([]);
});

test.each([
  ['two commands on one key', [command('a', ['e']), command('b', ['E'])]],
  ['a key that starts a sequence of another', [command('a', ['g']), command('b', ['g m'])]],
  ['a key with Alt', [command('a', ['Alt+e'])]],
  ['a letter heard in text fields', [command('a', ['e'], { inText: true })]],
])('finds %s', (_, wrong) => {
  expect(keyConflicts(wrong)).toHaveLength(1);
});

test('the composer and the page may use one key', () => {
  expect(keyConflicts([command('a', ['Escape']), command('b', ['Escape'], { scope: 'composer' })])).toEqual(
    [],
  );
});
