import type { MentionView } from '@filo/contracts/http';

interface Part {
  words: string;
  mention?: MentionView;
}

const goesOn = /^[\p{L}\p{N}]/u;

/** A text in parts: words, and those whom it names behind an `@`. Of two names of which one begins the other, the longer counts. */
export function splitMentions(text: string, mentions: readonly MentionView[]): Part[] {
  const byLength = [...mentions].sort((a, b) => b.said.length - a.said.length);
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    const after = text.slice(at + 1);
    const mention = byLength.find(
      ({ said }) => after.startsWith(said) && !goesOn.test(after.slice(said.length)),
    );
    if (!mention) continue;
    if (at > from) parts.push({ words: text.slice(from, at) });
    parts.push({ words: `@${mention.said}`, mention });
    from = at + 1 + mention.said.length;
  }
  if (from < text.length) parts.push({ words: text.slice(from) });
  return parts;
}
