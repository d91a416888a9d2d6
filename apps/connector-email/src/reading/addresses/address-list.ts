/** One mailbox of an address header; both parts are raw (bytes as Latin-1), the name still encoded. */
export interface Mailbox {
  name: string;
  address: string;
}

const special = new Set('<>,;:"()[]\\');

type Token =
  | { kind: 'atom' | 'quoted' | 'literal'; text: string; spaced: boolean }
  | { kind: 'special'; text: string; spaced: boolean };

/**
 * Reads an address header by the grammar of RFC 5322 with its obsolete forms: groups are opened, comments kept as names
 * where nothing else names the mailbox, routes dropped. What is no address is left out.
 */
export const readAddressList = (header: string): Mailbox[] => {
  const mailboxes: Mailbox[] = [];
  let current: Token[] = [];
  let comments: string[] = [];
  let angle: Token[] | undefined;
  let inAngle = false;
  const finish = () => {
    const mailbox = toMailbox(current, angle, comments);
    if (mailbox) mailboxes.push(mailbox);
    current = [];
    comments = [];
    angle = undefined;
    inAngle = false;
  };
  for (const token of tokenize(header, (comment) => comments.push(comment))) {
    if (token.kind === 'special' && !inAngle) {
      if (token.text === ',' || token.text === ';') finish();
      else if (token.text === ':') current = [];
      else if (token.text === '<') {
        inAngle = true;
        angle = [];
      }
    } else if (token.kind === 'special' && token.text === '>') inAngle = false;
    else if (inAngle && token.kind === 'special' && token.text === ':') angle = [];
    else (inAngle ? angle! : current).push(token);
  }
  finish();
  return mailboxes;
};

const toMailbox = (words: Token[], angle: Token[] | undefined, comments: string[]): Mailbox | undefined => {
  if (angle) {
    const address = glue(angle);
    const name = words
      .map(({ text }, index) => (index > 0 && words[index]!.spaced ? ` ${text}` : text))
      .join('');
    return isAddress(address) ? { name: name.trim() || comments.join(' '), address } : undefined;
  }
  const address = glue(words);
  if (isAddress(address) && !words.some((token, index) => index > 0 && token.spaced)) {
    return { name: comments.join(' '), address };
  }
  const at = words.findIndex(({ kind, text }) => kind === 'atom' && isAddress(text));
  if (at < 0 || words.filter(({ text }) => text.includes('@')).length > 1) return undefined;
  const others = words.filter((_, index) => index !== at).map(({ text }) => text);
  return { name: others.join(' '), address: words[at]!.text };
};

/** A quoted local part keeps its quotes only where it needs them. */
const glue = (tokens: readonly Token[]): string =>
  tokens
    .map(({ kind, text }) => {
      if (kind === 'literal') return `[${text}]`;
      return kind === 'quoted' && !/^[^\s"(),:;<>@[\\\]]+$/.test(text)
        ? `"${text.replace(/["\\]/g, '\\$&')}"`
        : text;
    })
    .join('');

const isAddress = (text: string): boolean =>
  /^(?:"(?:[^"\\]|\\.)+"|[^\s"(),:;<>@[\\\]]+)@(?:\[[^\]\s]+\]|[^\s"(),:;<>@[\\\]]+)$/.test(text);

function* tokenize(header: string, onComment: (text: string) => void): Generator<Token> {
  const text = header.replace(/\r?\n/g, '');
  let index = 0;
  let spaced = false;
  while (index < text.length) {
    const char = text[index]!;
    if (/\s/.test(char)) {
      spaced = true;
      index += 1;
      continue;
    }
    if (char === '"' || char === '(' || char === '[') {
      const part = delimited(text, index, char);
      index = part.end;
      if (char === '(') onComment(part.text);
      else yield { kind: char === '"' ? 'quoted' : 'literal', text: part.text, spaced };
      if (char !== '(') spaced = false;
      continue;
    }
    if (special.has(char)) {
      yield { kind: 'special', text: char, spaced };
      index += 1;
    } else {
      const start = index;
      while (index < text.length && !special.has(text[index]!) && !/\s/.test(text[index]!)) index += 1;
      yield { kind: 'atom', text: text.slice(start, index), spaced };
    }
    spaced = false;
  }
}

/** A quoted string, a comment (they nest) or a domain literal; an unclosed one runs to the end. */
const delimited = (text: string, start: number, opener: '"' | '(' | '['): { text: string; end: number } => {
  const closer = { '"': '"', '(': ')', '[': ']' }[opener];
  const out: string[] = [];
  let depth = 1;
  let index = start + 1;
  for (; index < text.length; index += 1) {
    const char = text[index]!;
    if (char === '\\' && index + 1 < text.length) {
      out.push(text[(index += 1)]!);
      continue;
    }
    if (char === closer && (depth -= 1) === 0) break;
    if (char === '(' && opener === '(') depth += 1;
    out.push(char);
  }
  return { text: out.join(''), end: index + 1 };
};
