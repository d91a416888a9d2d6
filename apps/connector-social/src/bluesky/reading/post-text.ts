import { RichText } from '@atproto/api';
import type { PostRecord } from '../bluesky-client.js';

/** Of a record that was seen to be readable. A post as plain text: links in full, and what its pictures and its link card say. */
export const textOfPost = (record: PostRecord): string => {
  const text = textOfFacets(record);
  return [text, ...linesOfEmbed(record.embed, text)].filter((line) => line !== '').join('\n\n');
};

/** An app shortens a link in the text and marks where it leads. */
const textOfFacets = ({ text, facets }: PostRecord): string => {
  const rich = new RichText({ text, ...(facets && { facets }) });
  return Array.from(rich.segments(), (segment) => {
    const uri = segment.link?.uri;
    if (uri === undefined || segment.text === uri) return segment.text;
    return isShortened(segment.text, uri) ? uri : `${segment.text} (${uri})`;
  }).join('');
};

const isShortened = (shown: string, uri: string): boolean =>
  withoutScheme(uri).startsWith(withoutScheme(shown.replace(/(\.\.\.|…)$/, '')));

const withoutScheme = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '');

interface Embed {
  images?: { alt?: string }[];
  external?: { uri?: string; title?: string };
  media?: Omit<Embed, 'media'>;
  alt?: string;
}

const linesOfEmbed = (embed: unknown, text: string): string[] => {
  const { media, ...own } = (embed ?? {}) as Embed;
  return [own, media ?? {}].flatMap((one) => linesOfMedia(one, text));
};

const linesOfMedia = ({ images = [], external, alt }: Omit<Embed, 'media'>, text: string): string[] => [
  ...[...images.map((image) => image.alt), alt].flatMap((words) => (words ? [`[Picture: ${words}]`] : [])),
  ...(external?.uri !== undefined && !text.includes(external.uri)
    ? [`[Link: ${[external.title, external.uri].filter(Boolean).join(', ')}]`]
    : []),
];
