import { Parser } from 'htmlparser2';

/** What a page says of itself, as far as a card shows it. */
export interface PageWords {
  title: string;
  description: string;
  /** As the page names it. */
  picture: string | undefined;
}

const [titleMax, descriptionMax] = [300, 500];
/** In this order: what a page says for cards comes before what it says for everybody. */
const titles = ['og:title', 'twitter:title', 'title'];
const descriptions = ['og:description', 'twitter:description', 'description'];
const pictures = ['og:image:secure_url', 'og:image', 'og:image:url', 'twitter:image'];

/** Reads what stands in the head of a page, or what is left of it. Of two that say the same the first counts. */
export const pageWords = (html: string): PageWords => {
  const said = new Map<string, string>();
  const note = (name: string | undefined, value: string | undefined) => {
    const key = name?.trim().toLowerCase();
    if (key && value?.trim() && !said.has(key)) said.set(key, value);
  };
  let title: string | undefined;
  let isOver = false;
  const parser = new Parser({
    onopentag(name, attributes) {
      // Pictures within a page have titles of their own.
      isOver ||= name === 'body' || name === 'svg';
      if (isOver) return;
      if (name === 'meta') note(attributes['property'] ?? attributes['name'], attributes['content']);
      if (name === 'title') title ??= '';
    },
    ontext(text) {
      if (title !== undefined && !said.has('title')) title += text;
    },
    onclosetag(name) {
      if (name === 'title' && !isOver) note('title', title);
    },
  });
  parser.end(html);
  const first = (names: readonly string[]) => names.map((name) => said.get(name)).find((one) => one);
  return {
    title: cleaned(first(titles), titleMax),
    description: cleaned(first(descriptions), descriptionMax),
    picture: first(pictures)?.trim(),
  };
};

/** One line of what can be read: nothing that steers a screen, and no more than a card shows. */
const cleaned = (text = '', max: number): string => {
  const line = text
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .replaceAll(/[\p{Cf}\p{Co}\p{Cs}]/gu, (sign) => (sign === '\u200D' ? sign : ''))
    .trim();
  const signs = Array.from(line);
  return signs.length <= max
    ? line
    : `${signs
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`;
};
