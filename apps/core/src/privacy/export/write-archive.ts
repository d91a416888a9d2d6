import { Readable } from 'node:stream';
import type { DataSource } from 'typeorm';
import { ZipFile } from 'yazl';
import type { BlobStore } from '../../blobs/blob-store.js';
import { exportPage, type IndexedMessage } from './export-page.js';
import { safeName, stemOf } from './names-of-files.js';
import {
  readAudit,
  readLines,
  readMessage,
  readPerson,
  type Exported,
  type MessageLine,
} from './person-rows.js';

export interface Archive {
  stream: Readable;
  /** Files that it will hold. */
  total: number;
  counts: { messages: number; files: number };
}

interface Parts {
  dataSource: DataSource;
  blobs: BlobStore;
  /** Stands in it as its time: made again it is the same file. */
  askedAt: Date;
  /** Told of each file as it is begun. */
  step(): void;
}

/**
 * Everything of a person as a zip that flows: what each file holds is read when its turn comes, so that nothing large is held. Undefined where
 * the person is no more.
 */
export const writeArchive = async (
  parts: Parts,
  exported: Exported & { partial: boolean },
): Promise<Archive | undefined> => {
  const person = await readPerson(parts.dataSource, exported);
  if (person === undefined) return undefined;
  const zip = new ZipFile();
  const add = adding(zip, parts);
  const lines = await readLines(parts.dataSource, exported);
  const messages = lines.map(indexed);
  const exportedAt = parts.askedAt.toISOString();
  const { partial } = exported;
  add('index.html', () => Promise.resolve(exportPage(person, { messages, exportedAt, partial })));
  add('person.json', () => Promise.resolve(json({ exportedAt, partial, ...person })));
  add('audit.json', async () => json(await readAudit(parts.dataSource, exported)));
  for (const message of messages) addMessage(add, parts, message);
  // Without it an error while reading ends the process: it belongs to whoever reads the archive.
  const stream = Readable.from(zip.outputStream, { objectMode: false });
  zip.on('error', (error: Error) => stream.destroy(error));
  zip.end();
  const files = messages.reduce((sum, { attachments }) => sum + attachments.length, 0);
  return { stream, total: 3 + 2 * messages.length + files, counts: { messages: messages.length, files } };
};

type Content = string | Readable;
type Add = (path: string, read: () => Promise<Content>) => void;

const adding =
  (zip: ZipFile, { step, askedAt: mtime }: Pick<Parts, 'step' | 'askedAt'>): Add =>
  (path, read) => {
    zip.addReadStreamLazy(path, { mtime }, (give) => {
      step();
      read().then(
        (content) =>
          give(null, typeof content === 'string' ? Readable.from([Buffer.from(content)]) : content),
        (error: unknown) => give(error, Readable.from([])),
      );
    });
  };

const indexed = (line: MessageLine, place: number): IndexedMessage => {
  const stem = stemOf(place, line.at);
  return {
    ...line,
    textFile: `messages/${stem}.txt`,
    originalFile: `originals/${stem}.${line.rawSha256 === null ? 'json' : 'eml'}`,
    attachments: line.files.map(({ name }, n) => ({
      path: `attachments/${stem}-${n + 1}-${safeName(name)}`,
      name,
    })),
  };
};

const addMessage = (add: Add, { dataSource, blobs }: Parts, message: IndexedMessage): void => {
  const { id, rawSha256, files } = message;
  add(message.textFile, async () => asText(message, (await readMessage(dataSource, id)).text));
  add(message.originalFile, async () =>
    rawSha256 === null ? json(await readMessage(dataSource, id)) : bytesOf(blobs, rawSha256),
  );
  for (const [n, { path }] of message.attachments.entries())
    add(path, () => bytesOf(blobs, files[n]!.sha256));
};

/** A file that was lost must not keep all others out. */
const bytesOf = async (blobs: BlobStore, sha256: string): Promise<Content> =>
  (await blobs.has(sha256)) ? blobs.open(sha256) : 'This file is not in the storage any more.\n';

const asText = ({ at, from, channel, direction, subject }: MessageLine, text: string): string =>
  [
    `Date: ${at}`,
    `From: ${from}`,
    `Channel: ${channel} (${direction})`,
    ...(subject === null ? [] : [`Subject: ${subject}`]),
    '',
    text,
    '',
  ].join('\n');

const json = (value: unknown): string => `${JSON.stringify(value, null, 2)}\n`;
