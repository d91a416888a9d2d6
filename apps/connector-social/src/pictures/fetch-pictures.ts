import type { Listening } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import { Turns } from '@filo/service';
import { readUpTo } from '../requests/read-up-to.js';
import { pictureKind } from './picture-kind.js';

type Attachment = MessageReceivedInput['attachments'][number];
type Mark = NonNullable<MessageReceivedInput['marks']>[number];

interface Fetching extends Pick<Listening, 'blobs' | 'signal'> {
  /** Whether this address is one of the network's own: an address elsewhere is not asked. */
  mayFetch(url: URL): boolean;
}

const bytesMax = 10_000_000;
const timeoutMs = 20_000;
/** Of all accounts and networks together: what is fetched is held in memory. */
const turns = new Turns(4);

const notFetched: Mark = {
  code: 'picture-not-fetched',
  text: 'A picture of this post could not be fetched. It can be seen at the post itself.',
};

/** The pictures of a post, kept as attachments. One that cannot be had is told of; the post comes without it. */
export const fetchPictures = async (
  urls: readonly string[],
  at: Fetching,
): Promise<{ attachments: Attachment[]; marks: Mark[] }> => {
  const fetched = await Promise.all(
    urls.map((url, index) => turns.take(() => fetchPicture(url, index, at)).catch(() => undefined)),
  );
  at.signal.throwIfAborted();
  const attachments = fetched.filter((one) => one !== undefined);
  return { attachments, marks: attachments.length < urls.length ? [notFetched] : [] };
};

const fetchPicture = async (
  url: string,
  index: number,
  { mayFetch, ...at }: Fetching,
): Promise<Attachment | undefined> => {
  if (!mayFetch(new URL(url))) return undefined;
  const signal = AbortSignal.any([at.signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(url, { signal, redirect: 'error' });
  if (!response.ok) return undefined;
  const { bytes, isCut } = await readUpTo(response.body, bytesMax);
  const kind = isCut ? undefined : pictureKind(bytes);
  if (kind === undefined) return undefined;
  const { mediaType, ending } = kind;
  return {
    blob: await at.blobs.put(bytes),
    name: `picture-${index + 1}.${ending}`,
    mediaType,
    inline: false,
  };
};
