import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Filo } from '../src/filo.js';
import { messagesOf } from '../src/look-up.js';
import { formTo, mailTo } from '../src/write-to-us.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const run = promisify(execFile);

it('npm run rebuild makes the same threads anew, while Filo runs and while it is stopped', async () => {
  const filo = await Filo.start();
  const rebuild = async (): Promise<string> => {
    const env = { ...process.env, NODE_OPTIONS: '', FILO_DATA: filo.dataFolder };
    return (await run('npm', ['run', '--silent', 'rebuild'], { cwd: root, env })).stderr;
  };
  try {
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
  } finally {
    await filo.remove();
  }
}, 420_000);
