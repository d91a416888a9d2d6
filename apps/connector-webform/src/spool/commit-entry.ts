import type { Delivered, Listening } from '@filo/connector';
import { createReadStream } from 'node:fs';
import type { SpoolEntry } from './spool-entry.js';

/** Puts an entry's files on the bus, then its message, and resolves when core has committed it. */
export const commitEntry = async (
  entry: SpoolEntry,
  filePath: (index: number) => string,
  { listening, timeoutMs }: { listening: Pick<Listening, 'blobs' | 'deliver'>; timeoutMs: number },
): Promise<Delivered> => {
  const attachments = [];
  for (const [index, file] of entry.files.entries()) {
    const blob = await listening.blobs.put(createReadStream(filePath(index)));
    attachments.push({ blob, name: file.name, mediaType: file.mediaType, inline: false });
  }
  return listening.deliver.committed({ ...entry.heard, attachments }, timeoutMs);
};
