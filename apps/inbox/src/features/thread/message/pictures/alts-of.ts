import type { AttachmentView, MessageView } from '@filo/contracts/http';

const said = /^\[Picture: (.+)\]$/gm;

/**
 * What each picture shows, by the id of its file: as we said, or as its author said, which connectors write into the text. Where not every picture
 * of theirs has such a line nobody knows which has, and the text alone says it. Pure.
 */
export const altsOf = (
  { channel, text }: Pick<MessageView, 'channel' | 'text'>,
  pictures: readonly AttachmentView[],
): ReadonlyMap<string, string> => {
  const lines = channel === 'email' ? [] : Array.from(text.matchAll(said), ([, alt = '']) => alt);
  const theirs = lines.length === pictures.length ? lines : [];
  return new Map(pictures.map(({ id, alt }, n) => [id, alt ?? theirs[n] ?? '']));
};
