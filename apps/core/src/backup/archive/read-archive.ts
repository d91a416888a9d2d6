import { extract, type Entry } from 'tar-stream';
import { pipeline } from 'node:stream/promises';

export interface Member {
  readonly name: string;
  /** Read all of it before you ask for the next member; what is left is skipped. */
  readonly content: AsyncIterable<Buffer>;
}

/** The members of what {@link ArchiveWriter} wrote, in their order. Rejects when the stream breaks. */
export async function* readArchive(source: AsyncIterable<Uint8Array>): AsyncGenerator<Member> {
  const tar = extract();
  const fed = pipeline(source, tar);
  // It is awaited at the end; until then its failure shows in the iterator as well.
  fed.catch(() => undefined);
  const entries = tar[Symbol.asyncIterator]();
  try {
    let next = await entries.next();
    while (!next.done) {
      const name = memberOf(next.value);
      const content = parts(name);
      yield { name, content };
      for await (const _ of content);
    }

    async function* parts(name: string): AsyncGenerator<Buffer> {
      while (!next.done && memberOf(next.value) === name) {
        for await (const chunk of next.value) yield chunk as Buffer;
        next = await entries.next();
      }
    }
  } finally {
    tar.destroy();
  }
  await fed;
}

const memberOf = (entry: Entry): string => entry.header.name.replace(/\/[^/]*$/, '');
