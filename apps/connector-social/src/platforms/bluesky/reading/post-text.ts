import { RichText } from '@atproto/api';
import { cutOut } from '../../../typed-text.js';
import type { PostRecord } from '../bluesky-client.js';

/** Of a record that was seen to be readable. A post as plain text: links in full, and what its pictures and its link card say. */
export const textOfPost = (record: PostRecord): string => {
  const text = textOfFacets(record);
  return [text, ...linesOfEmbed(record.embed, text)].filter((line) => line !== '').join('\n\n');
};

/** Of such a record what its author typed: whatever a program marked, as a link or else, may lead elsewhere than it reads. */
export const typedInPost = (record: PostRecord): string =>
  segmentsOf(record)
    .map(({ text, facet }) => (facet === undefined ? text : cutOut))
    .join('');

/** An app shortens a link in the text and marks where it leads. */
const textOfFacets = (record: PostRecord): string =>
  segmentsOf(record)
    .map((segment) => {
      const uri = segment.link?.uri;
      if (uri === undefined || segment.text === uri) return segment.text;
      return isShortened(segment.text, uri) ? uri : `${segment.text} (${uri})`;
    })
    .join('');

const segmentsOf = ({ text, facets }: PostRecord) => [
  ...new RichText({ text, ...(facets && { facets }) }).segments(),
];

const isShortened = (shown: string, uri: string): boolean =>
  withoutScheme(uri).startsWith(withoutScheme(shown.replace(/(\.\.\.|…)$/, '')));

const withoutScheme = (address: string): string => address.replace(/^https?:\/\/(www\.)?/, '');

interface Embed {
  $type?: string;
  images?: { alt?: string }[];
  external?: { uri?: string; title?: string };
  media?: Omit<Embed, 'media'>;
  alt?: string;
  /** Of a video. */
  presentation?: string;
}

const linesOfEmbed = (embed: unknown, text: string): string[] => {
  const { media, ...own } = (embed ?? {}) as Embed;
  return [own, media ?? {}].flatMap((one) => linesOfMedia(one, text));
};

/** Of its own kind alone: what else stands there beside is of a stranger's making, and nobody checked it. */
const linesOfMedia = ({ $type, ...media }: Omit<Embed, 'media'>, text: string): string[] => {
  switch ($type) {
    case 'app.bsky.embed.images':
      return (media.images ?? []).flatMap(({ alt }) => (alt ? [`[Picture: ${alt}]`] : []));
    case 'app.bsky.embed.video':
      return [lineOfVideo(media)];
    case 'app.bsky.embed.external': {
      const { uri, title } = media.external ?? {};
      if (uri === undefined || text.includes(uri)) return [];
      return [`[Link: ${[title, uri].filter(Boolean).join(', ')}]`];
    }
    default:
      return [];
  }
};

/** Said also where its author says nothing of it: without it a post that shows something looks like words alone. */
const lineOfVideo = ({ alt = '', presentation }: Pick<Embed, 'alt' | 'presentation'>): string => {
  const named = presentation === 'gif' ? 'Picture' : 'Video';
  return alt.trim() === '' ? `[${named}]` : `[${named}: ${alt.trim()}]`;
};
