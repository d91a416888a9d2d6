import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findSecrets } from './find-secrets.js';

const secret = 'a-secret-of-ours';

describe('secrets in a folder', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'filo-secrets-'));
    await mkdir(join(folder, 'deep'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const found = () => findSecrets(folder, new Map([[secret, 'mailbox']]));

  it('are found as they are, also across what is read at once, and in base64 wherever they begin', async () => {
    const files = {
      plain: `password=${secret}`,
      across: `${'x'.repeat((1 << 20) - 5)}${secret}${'x'.repeat(100)}`,
      far: `${'x'.repeat((3 << 20) + 7)}${secret}`,
      ...Object.fromEntries(
        ['', 'u', 'us', 'user'].map((user, n) => [
          `base64-${n}`,
          Buffer.from(`${user}${secret}:etc`).toString('base64'),
        ]),
      ),
    };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, 'deep', name), text);
    await writeFile(join(folder, 'none'), secret.slice(1));
    expect((await found()).map(({ file, of }) => `${of} ${file}`).sort()).toEqual(
      Object.keys(files)
        .map((name) => `mailbox deep/${name}`)
        .sort(),
    );
  });

  it('that would be found by chance are not looked for', async () => {
    await expect(findSecrets(folder, new Map([['pw1', 'mailbox']]))).rejects.toThrow(RangeError);
  });
});
