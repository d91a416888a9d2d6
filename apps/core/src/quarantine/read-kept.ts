import { inboundEvent, send, type InboundEvent, type Send } from '@filo/contracts';

/** What lies in quarantine for an item: what a connector read, or one of our own events in its stead. */
export type Kept =
  | { what: 'raw' }
  | { what: 'inbound'; event: InboundEvent }
  | { what: 'send'; command: Send }
  /** One of our events, of which this release can make nothing. */
  | { what: 'unreadable-event' };

/** Events never grow larger; their bodies travel beside them. */
export const eventBytesMax = 16 * 1024 * 1024;

/**
 * Tells our own events from raw messages, which no event can be taken for: it says of itself what it is, in JSON. What died
 * without an id of its own is an event in any case. Pure.
 */
export const readKept = (bytes: Uint8Array, item: { externalId: string }): Kept => {
  const event = parseEvent(bytes);
  const died = item.externalId.startsWith('dead-');
  if (event === undefined) return died ? { what: 'unreadable-event' } : { what: 'raw' };
  const command = send.safeParse(event);
  if (command.success) return { what: 'send', command: command.data };
  const inbound = inboundEvent.safeParse(event);
  return inbound.success ? { what: 'inbound', event: inbound.data } : { what: 'unreadable-event' };
};

const parseEvent = (bytes: Uint8Array): object | undefined => {
  if (bytes[0] !== 0x7b) return undefined;
  try {
    const parsed = JSON.parse(Buffer.from(bytes).toString()) as { v?: unknown; eventId?: unknown };
    return typeof parsed.v === 'number' && typeof parsed.eventId === 'string' ? parsed : undefined;
  } catch {
    return undefined;
  }
};
