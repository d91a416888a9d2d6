import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyBuild } from '../src/bad-builds/copy-build.js';
import { Filo, type FiloOptions } from '../src/filo.js';
import { holds } from '../src/holds.js';
import { messagesOf } from '../src/look-up.js';
import { withoutNames } from '../src/without-names.js';
import { formTo, mailTo } from '../src/write-to-us.js';

const isRoot = process.getuid?.() === 0;
const ordinary = { name: 'nobody', group: 'nogroup' };

const hello = async (filo: Filo, email: string): Promise<void> => {
  await formTo(filo.formUrl, { name: 'Someone', email, message: 'Hello' });
  await mailTo(filo.ports.smtp, { from: email, subject: 'Hello', text: 'Hello again' });
  await messagesOf(await filo.signIn(), email, 2, 30_000);
};

const runs = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** Starts again at once, and finds what was written before; every part is a new one. */
const goesOn = async (filo: Filo, after: string, email: string): Promise<void> => {
  const before = await filo.pids();
  await (after === 'launcher' ? filo.kill() : filo.killNpm());
  const startedAt = Date.now();
  await filo.startAgain();
  console.log(`Warm start after kill -9 of the ${after}: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
  await messagesOf(await filo.signIn(), email, 2);
  const now = await filo.pids();
  expect(Object.keys(now).sort()).toEqual(Object.keys(before).sort());
  expect(Object.values(before).filter((pid) => Object.values(now).includes(pid))).toEqual([]);
};

interface SideBySide {
  options: (n: number) => Promise<FiloOptions>;
  user: string;
  /** Whether npm is killed, too, after the launcher. */
  andNpm?: boolean;
}

/** Two installations of one checkout, side by side; the first is killed and stopped, the second sees nothing of it. */
const liveSideBySide = async ({ options, user, andNpm = true }: SideBySide): Promise<void> => {
  const filo = await Filo.start(await options(1));
  let other: Filo | undefined;
  try {
    other = await Filo.start(await options(2));
    await hello(filo, 'first@example.org');
    await hello(other, 'other@example.org');
    const beside = await other.pids();
    await goesOn(filo, 'launcher', 'first@example.org');
    if (andNpm) {
      await hello(filo, 'second@example.org');
      await goesOn(filo, 'npm', 'second@example.org');
    }
    const pids = Object.values(await filo.pids());
    const owners = String(execFileSync('ps', ['-o', 'user=', '-p', pids.join(',')])).split(/\s+/);
    expect([...new Set(owners.filter(Boolean))]).toEqual([user]);
    await filo.stop();
    await holds(() => Promise.resolve(expect(pids.filter(runs)).toEqual([])));
    expect(await other.pids()).toEqual(beside);
    await hello(other, 'another@example.org');
    expect((await (await other.signIn()).threads()).items).toHaveLength(2);
  } finally {
    await filo.remove();
    await other?.remove();
  }
};

describe('npm start, twice side by side, after kill -9 of its launcher and of npm', () => {
  const folders: string[] = [];
  afterAll(async () => {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  });
  const newFolder = async (): Promise<string> => {
    const folder = await mkdtemp(join(tmpdir(), 'filo-e2e-'));
    folders.push(folder);
    return folder;
  };

  // Without root nothing can be put in the place of the machine's resolver.
  const asRoot = isRoot ? it : it.skip;

  asRoot(
    'goes on as root on a machine without DNS',
    async () => {
      const under = await withoutNames(await newFolder());
      const options = () => Promise.resolve({ under, npm: true });
      // What is killed dies the same way for an ordinary user, who has both.
      await liveSideBySide({ options, user: 'root', andNpm: false });
    },
    400_000,
  );

  asRoot(
    'goes on as an ordinary user on a machine without DNS',
    async () => {
      const { folder, remove } = await copyBuild([]);
      folders.push(folder);
      const natsServer = join(folder, 'nats-server');
      await copyFile(await natsServerOf(), natsServer);
      execFileSync('chown', ['-R', '-h', `${ordinary.name}:${ordinary.group}`, folder]);
      const asUser = ['setpriv', `--reuid=${ordinary.name}`, `--regid=${ordinary.group}`, '--clear-groups'];
      const under = [...(await withoutNames(await newFolder())), ...asUser];
      const options = async () => {
        const dataFolder = await newFolder();
        execFileSync('chown', [`${ordinary.name}:${ordinary.group}`, dataFolder]);
        const env = { HOME: folder, FILO_NATS_SERVER: natsServer };
        return { root: folder, dataFolder, under, npm: true, env };
      };
      try {
        await liveSideBySide({ options, user: ordinary.name });
      } finally {
        await remove();
      }
    },
    400_000,
  );

  if (!isRoot) {
    it('goes on as whoever runs this', async () => {
      const me = String(execFileSync('id', ['-un'])).trim();
      await liveSideBySide({ options: () => Promise.resolve({ npm: true }), user: me });
    }, 400_000);
  }
});

/** Fetched once; a machine without DNS has it from an earlier start. */
const natsServerOf = async (): Promise<string> => {
  const known = process.env['FILO_NATS_SERVER'];
  if (known !== undefined) return known;
  const filo = await Filo.start();
  try {
    return await readlink(`/proc/${(await filo.pids())['nats-server']}/exe`);
  } finally {
    await filo.remove();
  }
};
