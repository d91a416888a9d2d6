import type { Listening } from '@filo/connector';
import type { MessageReceivedInput } from '@filo/contracts';
import { Turns } from '@filo/service';

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
  if (!response.ok || response.body === null) return undefined;
  const content = await readUpTo(response.body, bytesMax);
  const kind = content && kinds.find(({ begins }) => begins.test(content.subarray(0, 16).toString('latin1')));
  if (content === undefined || kind === undefined) return undefined;
  const { mediaType, ending } = kind;
  return {
    blob: await at.blobs.put(content),
    name: `picture-${index + 1}.${ending}`,
    mediaType,
    inline: false,
  };
};

const readUpTo = async (body: AsyncIterable<Uint8Array>, max: number): Promise<Buffer | undefined> => {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > max) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const kinds = [
  { mediaType: 'image/jpeg', ending: 'jpg', begins: /^\xff\xd8\xff/ },
  { mediaType: 'image/png', ending: 'png', begins: /^\x89PNG/ },
  { mediaType: 'image/webp', ending: 'webp', begins: /^RIFF[\s\S]{4}WEBP/ },
  { mediaType: 'image/gif', ending: 'gif', begins: /^GIF8/ },
];
