import { idleAfterMs, judgeDoing, viewingAfterMs } from './judge-doing';

const at = {
  now: 100_000,
  openedAt: 0,
  lastKeyAt: null,
  mode: 'reply',
  written: false,
  visible: true,
} as const;

test.each([
  ['who just came', { openedAt: at.now - viewingAfterMs + 1 }, null],
  ['who stays', { openedAt: at.now - viewingAfterMs }, 'viewing'],
  ['who looks elsewhere', { visible: false }, null],
  ['the first key, at once', { openedAt: at.now, lastKeyAt: at.now, written: true }, 'replying'],
  ['a note', { lastKeyAt: at.now, written: true, mode: 'note' }, 'noting'],
  [
    'who went to look something up',
    { lastKeyAt: at.now - 60_000, written: true, visible: false },
    'replying',
  ],
  ['who left a draft lying', { now: idleAfterMs + 9, lastKeyAt: 9, written: true }, 'viewing'],
  ['who sent it', { lastKeyAt: at.now, written: false }, 'viewing'],
] as const)('%s: %j is told as %j', (_, over, doing) => {
  expect(judgeDoing({ ...at, ...over })).toBe(doing);
});
