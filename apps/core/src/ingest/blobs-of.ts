import type { MessageReceived } from '@filo/contracts';

/** Every blob that a message needs to be whole. */
export const blobsOf = (event: Pick<MessageReceived, 'attachments' | 'raw'>) => [
  ...(event.raw ? [event.raw] : []),
  ...event.attachments.map((attachment) => attachment.blob),
];
