import { tokenFrom } from './launcher.mjs';

test('finds the wizard token among log lines', () => {
  const printed = '{"level":30,"msg":"migrated"}\nplain\n{"setupToken":"abc"}\n{ not json\n';
  expect(tokenFrom(printed)).toBe('abc');
});

test('there is none when an administrator exists', () => {
  expect(tokenFrom('{"level":30}\n')).toBeUndefined();
  expect(tokenFrom('')).toBeUndefined();
});
