import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const core = fileURLToPath(new URL('../..', import.meta.url));
const read = async (path: string): Promise<unknown> => JSON.parse(await readFile(path, 'utf8'));

it('docs/openapi.json describes the API as it is; when this fails, run `pnpm run openapi` here and `pnpm run generate` in packages/api-client', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'filo-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    const fromSource = ['--conditions=@filo/source', '--import', '@swc-node/register/esm-register'];
    await run(process.execPath, [...fromSource, 'src/write-openapi.ts', file], {
      cwd: core,
      env: { PATH: process.env['PATH'] },
    });
    expect(await read(join(core, '../../docs/openapi.json'))).toEqual(await read(file));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}, 60_000);
