const profile =
  /(?:twitter\.com|x\.com|bsky\.app\/profile|instagram\.com|facebook\.com|t\.me|threads\.net|mastodon\.[a-z]+|mstdn\.[a-z]+|linkedin\.com\/in|github\.com)\/@?([a-z0-9][a-z0-9_.-]{2,59})/gi;
const at = /(?<![\w.@/+-])@([a-z0-9][a-z0-9_.-]{2,59})(?:@[a-z0-9.-]+)?/gi;
const address = /[^\s<>()[\]"',;:|/\\]{1,64}@[a-z0-9\u0080-\uffff-]+(?:\.[a-z0-9\u0080-\uffff-]+)+/giu;
const pages = new Set([
  'share',
  'intent',
  'home',
  'sharer',
  'company',
  'groups',
  'pages',
  'profile',
  'status',
  'hashtag',
]);
const foundMax = 4;

/** Accounts elsewhere that a text names, as `@name` or as a link to a profile. */
export const findHandles = (text: string): string[] => {
  const found = new Set<string>();
  if (!/[@/]/.test(text)) return [];
  for (const pattern of [profile, at])
    for (const match of text.matchAll(pattern)) {
      const handle = handleKey(match[1]!);
      if (!pages.has(handle)) found.add(handle);
    }
  return [...found].slice(0, foundMax);
};

/** Mail addresses that a text names. */
export const findAddresses = (text: string): string[] =>
  text.includes('@')
    ? [
        ...new Set([...text.matchAll(address)].map(([found]) => found.toLowerCase().replace(/\.$/, ''))),
      ].slice(0, foundMax)
    : [];

/** A handle as it is compared: without the sign, the host and the dots at its ends, in lower case. */
export const handleKey = (handle: string): string =>
  handle
    .toLowerCase()
    .replace(/^@/, '')
    .replace(/@.*$/, '')
    .replace(/\.bsky\.social$/, '')
    .replace(/^[.-]+|[.-]+$/g, '');
