import type { Heard } from '@filo/connector';
import { z } from 'zod';

type HeardMessage = Extract<Heard, { type: 'message' }>;

/** A submission as it waits on disk: everything but the bytes of its files, which lie beside it as `0`, `1`, ... */
export interface SpoolEntry {
  v: 1;
  accountId: string;
  heard: HeardMessage;
  files: readonly SpooledFile[];
}

interface SpooledFile {
  name: string | undefined;
  mediaType: string;
  bytes: number;
  sha256: string;
}

const shape = z.object({
  v: z.literal(1),
  accountId: z.string(),
  heard: z.looseObject({ type: z.literal('message'), externalId: z.string() }),
  files: z.array(
    z.object({ name: z.string().optional(), mediaType: z.string(), bytes: z.number(), sha256: z.string() }),
  ),
});

/** Written by this service alone; read by the next release of it too. Throws when it is not an entry. */
export const readEntry = (text: string): SpoolEntry => shape.parse(JSON.parse(text)) as unknown as SpoolEntry;
