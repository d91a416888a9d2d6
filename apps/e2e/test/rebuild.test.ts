import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { admin, Filo } from '../src/filo.js';
import { messagesOf } from '../src/look-up.js';
import { formTo, mailTo } from '../src/write-to-us.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

describe('what is run beside Filo', () => {
  let filo: Filo;
  beforeAll(async () => {
    filo = await Filo.start();
  }, 240_000);
  afterAll(() => filo.remove());

  const npmRun = (...args: string[]) => {
    const env = { ...process.env, NODE_OPTIONS: '', FILO_DATA: filo.dataFolder };
    return run('npm', ['run', '--silent', ...args], { cwd: root, env });
  };
  const rebuild = async (): Promise<string> => (await npmRun('rebuild')).stderr;

  it('npm run rebuild makes the same threads anew, while Filo runs and while it is stopped', async () => {
    await formTo(filo.formUrl, { name: 'Ada', email: 'ada@example.org', message: 'Hello' });
    await mailTo(filo.ports.smtp, { from: 'ada@example.org', subject: 'Hello', text: 'Hello again' });
    await messagesOf(await filo.signIn(), 'ada@example.org', 2, 30_000);
    const threads = async () => (await filo.signIn()).get('/threads?view=all');
    const before = await threads();

    expect(await rebuild()).toMatch(/Filo is running[\s\S]*threads of 1 people were made anew/);
    expect(await threads()).toEqual(before);
    await filo.stop();
    expect(await rebuild()).toMatch(/Filo is stopped[\s\S]*threads of 1 people were made anew/);
    await filo.startAgain();
    expect(await threads()).toEqual(before);
  }, 420_000);

  const linkFor = async (address: string): Promise<string> =>
    /^ {2}(http.*\/welcome#\S+)$/m.exec((await npmRun('admin', '--', 'reset', address)).stdout)?.[1] ?? '';
  const post = (path: string, body: object) =>
    fetch(`${filo.httpUrl}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });

  it('who has the machine and lost the password gets a link that works once, and nobody else one', async () => {
    await filo.stop();
    expect(await linkFor(admin.email)).toContain('/welcome#');
    await filo.startAgain();
    const url = await linkFor(admin.email.toUpperCase());
    expect(url.startsWith(`${filo.httpUrl}/welcome#`)).toBe(true);
    expect((await post('/session', admin)).status).toBe(200);

    const use = { token: url.split('#')[1], password: 'another long password' };
    expect((await post('/agent-links/use', use)).status).toBe(200);
    expect((await post('/agent-links/use', use)).status).not.toBe(200);
    expect((await post('/session', admin)).status).toBe(401);
    expect((await post('/session', { ...admin, password: use.password })).status).toBe(200);

    const failed = await npmRun('admin', '--', 'reset', 'nobody@example.org').catch(
      (error: unknown) => error,
    );
    expect(failed).toMatchObject({ code: 1, stdout: '' });
    expect((failed as { stderr: string }).stderr).toContain(`${admin.email} (admin)`);
  }, 240_000);
});
