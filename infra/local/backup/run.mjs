import { untilToldToStop } from '../processes/until-told.mjs';
import { explain } from '../toolchain/explain.mjs';
import { CommandFailed } from './core-command.mjs';

/**
 * Runs one of our commands to its end or to a signal; says in a sentence what went wrong, and sets the exit code. `stopped`
 * says what is left when it was stopped.
 */
export async function runUntilTold(work, stopped = 'Stopped. What had been begun was taken away again.') {
  const stop = new AbortController();
  void untilToldToStop({ watchParent: true }).then(() => stop.abort());
  let code = 0;
  try {
    await work(stop.signal);
  } catch (error) {
    code = error instanceof CommandFailed ? error.exitCode : 1;
    if (stop.signal.aborted) {
      // The command itself has said so, unless it was stopped before its first word.
      if (code !== 130) console.error(stopped);
      process.exit(130);
    }
    const advice = error.message && explain(error);
    if (error.message) console.error(`${error.message}${advice ? `\n${advice}` : ''}`);
  }
  process.exit(code);
}

/** `npm run backup -- FILE` takes one name. */
export function fileArgument(usage) {
  const [file, ...more] = process.argv.slice(2);
  if (!file || more.length > 0 || file.startsWith('-')) throw new Error(usage);
  return file;
}

/** `8 people, 40 messages and 12 files`, from the rows of each table. */
export const contents = ({ rows, blobs }) =>
  `${rows.person ?? 0} people, ${rows.message ?? 0} messages and ${blobs} stored files`;

/** What the database names and the blob storage does not have. */
export function sayLost({ lostBlobs }) {
  if (lostBlobs.length === 0) return;
  console.error(
    `${lostBlobs.length} stored files were missing or damaged already and are not part of it: ` +
      `${lostBlobs.slice(0, 5).join(', ')}${lostBlobs.length > 5 ? ', ...' : ''}`,
  );
}
