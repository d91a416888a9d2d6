import { spawn } from 'node:child_process';
import { once } from 'node:events';

const module = new URL('../processes/until-told.mjs', import.meta.url).href;

/** Says `told` once it was told to stop, `again` when asked once more, and ends when its stdin does. */
function listener(sameMs) {
  const source = `
    import { untilToldToStop } from ${JSON.stringify(module)};
    untilToldToStop({ sameMs: ${sameMs}, again: () => console.log('again') }).then(() => console.log('told'));
    process.stdin.on('end', () => process.exit(0)).resume();
    process.on('SIGUSR2', () => console.log('heard'));
    console.log('ready');
  `;
  return spawn(process.execPath, ['--input-type=module', '-e', source], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
}

/** What it said after these signals, each sent when the one before was answered for. */
async function wordsAfter(sameMs, signals) {
  const child = listener(sameMs);
  const words = [];
  // Kept to the end: what it says may come in several pieces, also while nobody waits for one.
  child.stdout.on('data', (chunk) => words.push(...String(chunk).trim().split('\n')));
  const said = async (word) => {
    while (!words.includes(word)) await once(child.stdout, 'data');
  };
  await said('ready');
  for (const signal of signals) {
    child.kill(signal);
    await said('told');
  }
  // A signal of its own, behind the others: what came before it has been answered by then.
  child.kill('SIGUSR2');
  await said('heard');
  child.stdin.end();
  await once(child, 'close');
  return words.filter((word) => ['told', 'again'].includes(word));
}

test('one Ctrl-C that comes from the terminal and from npm is told once', async () => {
  expect(await wordsAfter(60_000, ['SIGINT', 'SIGINT', 'SIGTERM'])).toEqual(['told']);
});

test('a second Ctrl-C is heard as a second one', async () => {
  expect(await wordsAfter(0, ['SIGINT', 'SIGINT'])).toEqual(['told', 'again']);
});
