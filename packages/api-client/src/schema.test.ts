import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** What is left when the formatter's choices and the heading are taken away. */
const essence = (text: string): string =>
  text.slice(text.indexOf('export interface paths')).replace(/[\s;,'"|()]/g, '');

it('the types are those of docs/openapi.json; when this fails, run `pnpm run generate` here', async () => {
  const { stdout } = await run(
    at('../node_modules/.bin/openapi-typescript'),
    [at('../../../docs/openapi.json')],
    { maxBuffer: 50 * 1024 * 1024 },
  );
  const committed = essence(await readFile(at('./schema.ts'), 'utf8'));
  expect(committed.length).toBeGreaterThan(10_000);
  expect(essence(stdout) === committed).toBe(true);
}, 60_000);
