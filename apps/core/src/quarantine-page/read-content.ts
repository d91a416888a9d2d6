import type { QuarantineContent } from '@filo/contracts/http';
import { quarantinedContent } from '@filo/contracts';
import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { DataSource } from 'typeorm';
import type { Reader } from '../access/reader.js';
import { BlobStore } from '../blobs/blob-store.js';
import { openKept } from '../quarantine/open-kept.js';
import { contentOf } from '../quarantine/quarantine-message.js';
import { QuarantineItems } from './quarantine-items.js';

/** As much of raw bytes as tells a human what they are. */
const rawShownMax = 16 * 1024;

interface Row {
  content: unknown;
  sha256: string | null;
  bytes: number;
  isEvent: boolean;
}

/**
 * What a message in quarantine says, for a human who has to decide on it: plain text, whatever it was, and files by name and
 * size alone. Nothing of it is rendered, loaded or handed out.
 */
@Injectable()
export class ReadContent {
  constructor(
    private readonly dataSource: DataSource,
    private readonly items: QuarantineItems,
    private readonly blobs: BlobStore,
  ) {}

  async run(reader: Reader, id: string): Promise<QuarantineContent> {
    await this.items.one(reader, id);
    const [row] = (await this.dataSource.query(reading, [id])) as [Row];
    const known = quarantinedContent.safeParse(row.content).data ?? (await this.ofEvent(row));
    if (known) return { source: 'read', ...known, proof: known.proof ?? null };
    const text =
      row.sha256 === null || row.isEvent ? '' : await beginningOf(await this.blobs.open(row.sha256));
    return { source: 'raw', text, cut: row.bytes > rawShownMax, attachments: [], proof: null };
  }

  /**
   * A message that was never raw bytes lies there as core's own event. Whatever else core says to itself is shown to nobody: an
   * order to send may hold a one-time link, which proves an address to whoever opens it.
   */
  private async ofEvent({ sha256, bytes, isEvent }: Row) {
    if (sha256 === null) return undefined;
    const kept = await openKept(this.blobs, { sha256, bytes, isEvent });
    return kept.what === 'inbound' && kept.event.type === 'message' ? contentOf(kept.event) : undefined;
  }
}

const reading = `select envelope -> 'content' as content, raw_sha256 as sha256, bytes::float8 as bytes,
  coalesce(envelope -> 'isEvent' = 'true', false) as "isEvent" from quarantine where id = $1`;

/** The first bytes as text; what is no character, or would steer a screen, is left out. */
const beginningOf = async (bytes: Readable): Promise<string> => {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of bytes as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size >= rawShownMax) break;
  }
  const text = Buffer.concat(chunks).subarray(0, rawShownMax).toString('utf8');
  return text.replace(/\r\n?/g, '\n').replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffd]/g, '');
};
