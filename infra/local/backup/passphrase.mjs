// The passphrase of a backup: from the environment, or typed where nobody can read it.
import { createInterface } from 'node:readline/promises';
import { Writable } from 'node:stream';

const charactersMin = 12;

/**
 * FILO_BACKUP_PASSPHRASE, else asked for on the terminal without echo, twice when `confirm`.
 *
 * @param {{env?: Record<string, string | undefined>, input?: NodeJS.ReadStream, output?: NodeJS.WriteStream, confirm: boolean}} options
 */
export async function readPassphrase({
  env = process.env,
  input = process.stdin,
  output = process.stderr,
  confirm,
}) {
  const given = env.FILO_BACKUP_PASSPHRASE;
  if (given) return checked(given);
  if (!input.isTTY) {
    throw new Error(
      'A backup is sealed with a passphrase. Set FILO_BACKUP_PASSPHRASE, or start this on a terminal to type it. Nothing was done.',
    );
  }
  if (!confirm) return ask('Passphrase of the backup: ', input, output);
  output.write('Without this passphrase nobody can open the backup, you included. Keep it somewhere else.\n');
  const first = checked(await ask('Passphrase for the backup: ', input, output));
  if ((await ask('Once more: ', input, output)) !== first)
    throw new Error('The two passphrases differ. Nothing was done.');
  return first;
}

function checked(passphrase) {
  if ([...passphrase].length >= charactersMin) return passphrase;
  throw new Error(
    `The passphrase must have ${charactersMin} characters or more: whoever finds the file can guess at it for years. Nothing was done.`,
  );
}

/** Readline edits the line as usual, but what it would show goes nowhere. */
async function ask(question, input, output) {
  output.write(question);
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const lines = createInterface({ input, output: nowhere, terminal: true });
  const stopped = new Promise((_, reject) =>
    lines.once('SIGINT', () => reject(new Error('Stopped. Nothing was done.'))),
  );
  const ended = new Promise((_, reject) =>
    lines.once('close', () => reject(new Error('No passphrase was typed. Nothing was done.'))),
  );
  try {
    return await Promise.race([lines.question(''), stopped, ended]);
  } finally {
    ended.catch(() => undefined);
    lines.close();
    output.write('\n');
  }
}
