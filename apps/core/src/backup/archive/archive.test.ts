import { randomBytes } from 'node:crypto';
import { readArchive } from './read-archive.js';
import { ArchiveWriter } from './write-archive.js';

async function* inPieces(content: Buffer, size = 65_537): AsyncGenerator<Buffer> {
  for (let at = 0; at < content.byteLength; at += size) yield content.subarray(at, at + size);
}
const collect = async (chunks: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
};

it('gives back members of any length in their order', async () => {
  const partBytes = 4 * 1024 * 1024;
  const contents = [0, 1, 511, 512, partBytes, 2 * partBytes + 3, 0, 9].map((bytes) => randomBytes(bytes));
  const archive = new ArchiveWriter();
  const written = (async () => {
    for (const [place, content] of contents.entries()) await archive.add(`x/${place}`, inPieces(content));
    archive.end();
  })();
  const names: string[] = [];
  for await (const { name, content } of readArchive(archive.stream)) {
    expect((await collect(content)).equals(contents[names.length]!)).toBe(true);
    names.push(name);
  }
  await written;
  expect(names).toEqual(contents.map((_, place) => `x/${place}`));
});

it('goes on to the next member when one is not read', async () => {
  const archive = new ArchiveWriter();
  const written = (async () => {
    await archive.add('first', inPieces(randomBytes(9 * 1024 * 1024)));
    await archive.addJson('second', { answer: 42 });
    archive.end();
  })();
  const names: string[] = [];
  for await (const { name } of readArchive(archive.stream)) names.push(name);
  await written;
  expect(names).toEqual(['first', 'second']);
});

it('stops whoever adds when the reader is gone, and whoever reads when the writer fails', async () => {
  const gone = new ArchiveWriter();
  const adding = gone.add('x', inPieces(randomBytes(20 * 1024 * 1024)));
  gone.fail(new Error('disk full'));
  await expect(adding).rejects.toThrow();
  const failed = new ArchiveWriter();
  void failed.addJson('x', 1).then(() => failed.fail(new Error('database away')));
  await expect(collect(failed.stream)).rejects.toThrow('database away');
});
