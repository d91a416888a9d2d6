import type { MessageEdited, ReceivedAttachment } from '@filo/contracts';

export type ShownNow = NonNullable<MessageEdited['shows']>;

export interface HeldPicture {
  id: string;
  sha256: string;
  /** Null for what came before networks' names of pictures were kept. */
  source: string | null;
}

/** What becomes of the pictures of a message whose author changed what it shows. */
export interface Exchange {
  gone: string[];
  news: (ReceivedAttachment & { position: number })[];
  stays: { id: string; position: number }[];
  /** Something stands there that is not here. */
  isLacking: boolean;
}

/**
 * A picture stays by its network's name for it or by its bytes. One that stands there and was not fetched stays by its name; what came without one goes
 * then, for it may be what was taken away.
 */
export const picturesNow = (held: readonly HeldPicture[], shows: ShownNow): Exchange => {
  const positionOf = ({ sha256, source }: HeldPicture): number =>
    shows.attachments.findIndex(
      (told) => told.blob.sha256 === sha256 || (source !== null && told.source === source),
    );
  const isUnfetched = ({ source }: HeldPicture): boolean =>
    source !== null && shows.unfetched.includes(source);
  const placed = held.map((one) => ({ ...one, position: positionOf(one) }));
  const news = shows.attachments.flatMap((told, position) =>
    held.some((one) => one.sha256 === told.blob.sha256 || (one.source !== null && one.source === told.source))
      ? []
      : [{ ...told, position }],
  );
  const sources = new Set(held.map(({ source }) => source));
  return {
    gone: placed.filter((one) => one.position === -1 && !isUnfetched(one)).map(({ id }) => id),
    news,
    stays: placed.flatMap(({ id, position }) => (position === -1 ? [] : [{ id, position }])),
    isLacking: shows.unfetched.some((source) => !sources.has(source)),
  };
};
