import { PassThrough } from 'node:stream';
import { readPassphrase } from './passphrase.mjs';

/** A terminal on which somebody types, and what it showed. */
function terminal(...typed) {
  const input = Object.assign(new PassThrough(), { isTTY: true });
  let shown = '';
  const output = {
    write: (text) => {
      shown += text;
      // Answered after each question, as people do.
      if (text.endsWith(': ')) setImmediate(() => input.write(`${typed.shift()}\n`));
    },
  };
  return { input, output, env: {}, shown: () => shown };
}

test('it comes from the environment, where one is given', async () => {
  const env = { FILO_BACKUP_PASSPHRASE: 'four plain words' };
  expect(await readPassphrase({ env, confirm: true })).toBe('four plain words');
});

test('a short one is refused', async () => {
  const env = { FILO_BACKUP_PASSPHRASE: 'short' };
  await expect(readPassphrase({ env, confirm: true })).rejects.toThrow(/12 characters/);
});

test('what is typed is never shown, and asked for twice before a backup', async () => {
  const on = terminal('four plain words', 'four plain words');
  expect(await readPassphrase({ ...on, confirm: true })).toBe('four plain words');
  expect(on.shown()).not.toContain('plain');
});

test('two that differ make no backup', async () => {
  const on = terminal('four plain words', 'four plain wards');
  await expect(readPassphrase({ ...on, confirm: true })).rejects.toThrow(/differ/);
});

test('without a terminal and without a variable it says what to do', async () => {
  const input = new PassThrough();
  await expect(readPassphrase({ env: {}, input, confirm: false })).rejects.toThrow(/FILO_BACKUP_PASSPHRASE/);
});
