import { inboundEvent, send, type InboundEvent, type Send } from '@filo/contracts';
import type { BlobStore } from '../blobs/blob-store.js';

/** What lies in quarantine for an item: what a connector read, or one of our own events in its stead. */
export type Kept =
  | { what: 'raw' }
  | { what: 'inbound'; event: InboundEvent }
  | { what: 'send'; command: Send }
  /** One of our events, of which this release can make nothing. */
  | { what: 'unreadable-event' };

/** Events never grow larger; their bodies travel beside them. */
const eventBytesMax = 16 * 1024 * 1024;

/**
 * What lies in quarantine for an item, one of our own events only where core itself kept one. What the bytes look like says nothing
 * about who wrote them: a stranger's mail may be JSON too, and stays raw.
 */
export const openKept = async (
  blobs: Pick<BlobStore, 'get'>,
  { sha256, bytes, isEvent }: { sha256: string; bytes: number; isEvent: boolean },
): Promise<Kept> =>
  !isEvent || bytes > eventBytesMax ? { what: 'raw' } : readEvent(await blobs.get(sha256));

/** Reads one of our own events. Pure. */
const readEvent = (bytes: Uint8Array): Kept => {
  const event = parseEvent(bytes);
  const command = send.safeParse(event);
  if (command.success) return { what: 'send', command: command.data };
  const inbound = inboundEvent.safeParse(event);
  return inbound.success ? { what: 'inbound', event: inbound.data } : { what: 'unreadable-event' };
};

const parseEvent = (bytes: Uint8Array): unknown => {
  try {
    return JSON.parse(Buffer.from(bytes).toString());
  } catch {
    return undefined;
  }
};
