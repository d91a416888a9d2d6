import type { BlobRef, InboundEvent, MessageReceived } from '@filo/contracts';

/** Every blob that a message needs to be whole. */
export const blobsOf = (event: Pick<MessageReceived, 'attachments' | 'raw'>) => [
  ...(event.raw ? [event.raw] : []),
  ...event.attachments.map((attachment) => attachment.blob),
];

/** What core must hold in its own storage before it may say that the event is stored. */
export const blobsNeededBy = (event: InboundEvent): BlobRef[] => {
  switch (event.type) {
    case 'message':
      return blobsOf(event);
    case 'quarantined':
      return [event.raw];
    case 'edited':
      return event.shows?.attachments.map(({ blob }) => blob) ?? [];
    case 'deleted':
      return [];
    case 'receipt':
      return event.captured ? [event.captured.raw] : [];
  }
};
