import { execFileSync } from 'node:child_process';
import { copyFile, mkdtemp, readlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { copyBuild } from '../src/bad-builds/copy-build.js';
import { Filo } from '../src/filo.js';
import { messagesOf } from '../src/look-up.js';
import { formTo, mailTo } from '../src/write-to-us.js';

const asRoot = process.getuid?.() === 0 ? it : it.skip;

const hello = async (filo: Filo, email: string): Promise<void> => {
  await formTo(filo.formUrl, { name: 'Someone', email, message: 'Hello' });
  await mailTo(filo.ports.smtp, { from: email, subject: 'Hello', text: 'Hello again' });
  await messagesOf(await filo.signIn(), email, 2, 30_000);
};

describe('npm start', () => {
  /** Fetched once; a machine without DNS has it from an earlier start. */
  let natsBinary = '';

  it('goes on after kill -9 of the launcher and an immediate start, beside another installation', async () => {
    const filo = await Filo.start();
    const other = await Filo.start().catch(async (error: unknown) => {
      await filo.remove();
      throw error;
    });
    try {
      await hello(filo, 'first@example.org');
      await hello(other, 'other@example.org');
      const before = await filo.pids();
      natsBinary = await readlink(`/proc/${before['nats-server']}/exe`);
      await filo.kill();
      const startedAt = Date.now();
      await filo.startAgain();
      console.log(`Warm start after kill -9: ${((Date.now() - startedAt) / 1000).toFixed(1)} s`);
      expect(Object.values(await filo.pids())).not.toEqual(expect.arrayContaining([before['core-worker']]));
      await messagesOf(await filo.signIn(), 'first@example.org', 2);
      await hello(filo, 'second@example.org');
      const { items } = await (await other.signIn()).threads();
      expect(items).toHaveLength(1);
      await filo.stop();
      const stoppedAt = Date.now();
      await filo.startAgain();
      console.log(`Warm start: ${((Date.now() - stoppedAt) / 1000).toFixed(1)} s`);
      await messagesOf(await filo.signIn(), 'second@example.org', 2);
    } finally {
      await filo.remove();
      await other.remove();
    }
  }, 400_000);

  asRoot(
    'runs as an ordinary user on a machine without DNS',
    async () => {
      const { folder, remove } = await copyBuild([]);
      const dataFolder = await mkdtemp(join(tmpdir(), 'filo-e2e-user-'));
      const noNames = join(folder, 'resolv.conf');
      await writeFile(noNames, '# no name server\n');
      const natsServer = join(folder, 'nats-server');
      await copyFile(natsBinary, natsServer);
      execFileSync('chown', ['-R', '-h', 'nobody:nogroup', folder, dataFolder]);
      const user = 'setpriv --reuid=nobody --regid=nogroup --clear-groups';
      const script = `mount --bind ${noNames} /etc/resolv.conf && exec ${user} "$@"`;
      const filo = await Filo.start({
        root: folder,
        dataFolder,
        under: ['unshare', '--mount', 'sh', '-c', script, 'sh'],
        env: { HOME: folder, FILO_NATS_SERVER: natsServer },
      });
      try {
        await hello(filo, 'ordinary@example.org');
        const owners = execFileSync('ps', ['-o', 'user=', '-p', Object.values(await filo.pids()).join(',')]);
        expect([...new Set(String(owners).split(/\s+/).filter(Boolean))]).toEqual(['nobody']);
      } finally {
        await filo.remove();
        await remove();
      }
    },
    240_000,
  );
});
