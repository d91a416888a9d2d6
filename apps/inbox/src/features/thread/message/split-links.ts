export interface TextPart {
  text: string;
  href?: string;
}

const address = /\bhttps?:\/\/[^\s<>"']+/g;
/** Marks that end a sentence and not an address. */
const trailing = /[.,;:!?)\]}»”’]+$/;

/** Cuts text into plain parts and web addresses. Only `http` and `https` become links. */
export function splitLinks(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of text.matchAll(address)) {
    const found = match[0];
    const closing = trailing.exec(found)?.[0] ?? '';
    const kept =
      closing.startsWith(')') && found.includes('(') ? found : found.slice(0, found.length - closing.length);
    if (!URL.canParse(kept)) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({ text: kept, href: kept });
    at = match.index + kept.length;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}
