import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSealed, unlock } from './open-sealed.js';
import { seal } from './seal.js';

const passphrase = 'four plain words here';
/** The test tries many files; guessing them is of no use to anybody. */
const cheap = 1024;
const megabyte = 1024 * 1024;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'filo-sealed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};
async function* inPieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.byteLength; at += size) yield content.subarray(at, at + size);
}
const sealed = async (content: Buffer, pieces = 100_000): Promise<string> => {
  const path = join(folder, randomBytes(6).toString('hex'));
  await writeFile(path, await collect(seal(inPieces(content, pieces), passphrase, cheap)));
  return path;
};
const opened = async (path: string, words = passphrase) => collect(openSealed(await unlock(path, words)));
const changed = async (path: string, change: (bytes: Buffer) => Buffer): Promise<string> => {
  await writeFile(path, change(await readFile(path)));
  return path;
};

it.each([0, 1, megabyte - 1, megabyte, megabyte + 1, 2 * megabyte, 2 * megabyte + 7])(
  'gives back %d bytes as they were',
  async (bytes) => {
    const content = randomBytes(bytes);
    expect((await opened(await sealed(content, 70_001))).equals(content)).toBe(true);
  },
);

it('holds nothing of its content in clear, and never the same bytes twice', async () => {
  const content = Buffer.alloc(3000, 'a secret ');
  const [one, other] = await Promise.all([readFile(await sealed(content)), readFile(await sealed(content))]);
  expect(one.includes('secret')).toBe(false);
  expect(one.equals(other)).toBe(false);
});

it('opens with no other passphrase', async () => {
  await expect(opened(await sealed(Buffer.from('x')), 'four plain words herE')).rejects.toThrow(
    /passphrase does not open/,
  );
});

it('is not the same thing as any other file', async () => {
  const path = join(folder, 'other.pdf');
  await writeFile(path, '%PDF-1.7');
  await expect(opened(path)).rejects.toThrow(/not a backup of Filo/);
  await writeFile(path, '');
  await expect(opened(path)).rejects.toThrow(/not a backup of Filo/);
});

describe('of three chunks', () => {
  const content = randomBytes(3 * megabyte - 5);
  const chunk = megabyte + 16;
  let start: number;
  const fresh = async (): Promise<string> => {
    const path = await sealed(content);
    start = (await readFile(path)).byteLength - (2 * chunk + chunk - 5);
    return path;
  };

  it.each([
    ['cut in its header', () => 20, /cut off within its first bytes/],
    ['cut after its header', () => start, /cut off or damaged after 0 MB/],
    ['cut between two chunks', () => start + 2 * chunk, /cut off after 2 MB: its end is missing/],
    ['cut inside a chunk', () => start + chunk + 99, /cut off or damaged after 1 MB/],
    ['cut by its last byte', () => start + 3 * chunk - 6, /cut off or damaged after 2 MB/],
  ])('is refused when %s', async (_, length, sentence) => {
    const path = await fresh();
    await changed(path, (bytes) => bytes.subarray(0, length()));
    await expect(opened(path)).rejects.toThrow(sentence);
  });

  it.each([
    ['a bit of its salt is turned', () => 100, /passphrase does not open/],
    ['a bit of its first chunk is turned', () => start + 3, /damaged after 0 MB/],
    ['a bit of its second chunk is turned', () => start + chunk + 3, /damaged after 1 MB/],
    ['a bit of its last code is turned', () => start + 3 * chunk - 6, /damaged after 2 MB/],
  ])('is refused when %s', async (_, at, sentence) => {
    const path = await fresh();
    await changed(path, (bytes) => {
      bytes[at()]! ^= 1;
      return bytes;
    });
    await expect(opened(path)).rejects.toThrow(sentence);
  });

  it('is refused when two chunks have changed places, or one more follows', async () => {
    const path = await fresh();
    const whole = await readFile(path);
    const [head, one, two] = [0, start, start + chunk].map((at, place) =>
      whole.subarray(at, place === 0 ? start : at + chunk),
    );
    const rest = whole.subarray(start + 2 * chunk);
    await writeFile(path, Buffer.concat([head!, two!, one!, rest]));
    await expect(opened(path)).rejects.toThrow(/damaged after 0 MB/);
    await writeFile(path, Buffer.concat([whole, one!]));
    await expect(opened(path)).rejects.toThrow(/damaged after 2 MB/);
  });
});
