import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { takeLock } from '../processes/lock-file.mjs';
import { FolderInUse, openDataFolder, openDataFolderWhenFree } from '../installation/data-folder.mjs';
import { testFolder } from './folder.mjs';

let folder;
beforeEach(() => (folder = testFolder()));

const module = new URL('../processes/lock-file.mjs', import.meta.url).href;

/** A process that takes the lock, says who has it, and lives until its stdin ends. */
function contender(path) {
  const [command, ...args] = contenderCommand(path, 'console.log(holder ?? "mine"); process.stdin.resume()');
  return spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

function contenderCommand(path, then) {
  const source = `
    import { takeLock } from ${JSON.stringify(module)};
    const { holder } = takeLock(${JSON.stringify(path)});
    ${then};
  `;
  return [process.execPath, '--input-type=module', '-e', source];
}

/** The same, started by a shell that is killed once it has the lock; answers its process id. */
async function orphanOver(path) {
  const shell = spawn(
    'sh',
    [
      '-c',
      '"$@" & wait',
      'sh',
      ...contenderCommand(path, 'console.log(process.pid); setInterval(() => holder, 1_000)'),
    ],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const pid = Number(await firstWord(shell));
  shell.kill('SIGKILL');
  await once(shell, 'exit');
  return pid;
}

const firstWord = async (child) => String((await once(child.stdout, 'data'))[0]).trim();

test('one process has the lock, and the next is told which', async () => {
  const path = join(folder, 'lock');
  const first = contender(path);
  expect(await firstWord(first)).toBe('mine');
  expect(takeLock(path)).toEqual({ holder: first.pid });
  first.kill('SIGKILL');
  await once(first, 'exit');
});

test('a killed process leaves a lock that the next one simply takes', async () => {
  const path = join(folder, 'lock');
  const first = contender(path);
  await firstWord(first);
  first.kill('SIGKILL');
  await once(first, 'exit');
  expect(existsSync(path)).toBe(true);
  const { release } = takeLock(path);
  release();
  expect(readdirSync(folder)).toEqual([]);
});

test('a lock of another process that now has the same number is free', () => {
  const path = join(folder, 'lock');
  writeFileSync(path, JSON.stringify({ pid: process.pid, identity: 'from before the reboot' }));
  expect(takeLock(path).release).toBeInstanceOf(Function);
});

test('half a lock from a full disk is free', () => {
  const path = join(folder, 'lock');
  writeFileSync(path, '{"pid":');
  expect(takeLock(path).release).toBeInstanceOf(Function);
});

test('of ten that find a dead lock together, exactly one gets it', async () => {
  const path = join(folder, 'lock');
  writeFileSync(path, JSON.stringify({ pid: 1, identity: 'dead' }));
  const contenders = Array.from({ length: 10 }, () => contender(path));
  const words = await Promise.all(contenders.map(firstWord));
  const gone = contenders.map((child) => once(child, 'exit'));
  for (const child of contenders) child.stdin.end();
  await Promise.all(gone);
  expect(words.filter((word) => word === 'mine')).toHaveLength(1);
});

test('a second launcher over one data folder is refused with the way out', async () => {
  const first = contender(join(folder, 'launcher.lock'));
  await firstWord(first);
  expect(() => openDataFolder(folder)).toThrow(FolderInUse);
  expect(() => openDataFolder(folder)).toThrow(/FILO_DATA=.*FILO_HTTP_PORT=/);
  first.kill('SIGKILL');
  await once(first, 'exit');
});

test('a start waits for an earlier run whose npm was killed, and for no other', async () => {
  const lock = join(folder, 'launcher.lock');
  const said = [];
  const open = (patienceMs) => openDataFolderWhenFree(folder, { say: (line) => said.push(line), patienceMs });
  const pid = await orphanOver(lock);
  await expect(open(0)).rejects.toThrow(FolderInUse);
  said.length = 0;
  const opening = open(20_000);
  process.kill(pid, 'SIGKILL');
  (await opening)();
  expect(said).toEqual([expect.stringMatching(/earlier run/)]);

  const first = contender(lock);
  await firstWord(first);
  await expect(open(20_000)).rejects.toThrow(FolderInUse);
  first.kill('SIGKILL');
  await once(first, 'exit');
});
