import { randomInt } from 'node:crypto';
import { maskedParts } from '../proofs/masked-address.js';
import { byItself, ownLines, typedWords } from './typed-words.js';

/** Without what is mistaken for something else: 0 and O, 1, I and L, U and V. */
const alphabet = '23456789ABCDEFGHJKMNPQRSTVWXYZ';
const half = `[${alphabet}]{4}`;
const pattern = new RegExp(`(?<![\\w-])${half}-${half}(?![\\w-])`, 'gi');
/** Of one message, which anybody may fill with what looks like codes. */
const codesMax = 5;

/** Eight characters, 39 bits, with a digit and a letter: so that neither words nor telephone numbers look like one. */
export const mintCode = (): string => {
  for (;;) {
    const drawn = Array.from({ length: 8 }, () => alphabet[randomInt(alphabet.length)]!).join('');
    if (isMixed(drawn)) return `${drawn.slice(0, 4)}-${drawn.slice(4)}`;
  }
};

/** What looks like a code in what is no quote, be it in a link; those that somebody typed come first. */
export const codesIn = (words: string): string[] => {
  const found = ownLines(words).match(pattern) ?? [];
  return [
    ...new Set([...typedCodesIn(words), ...found.map((code) => code.toUpperCase()).filter(isMixed)]),
  ].slice(0, codesMax);
};

/** What looks like a code in what its author typed. Whoever made a link, a card or a picture put there what they liked. */
export const typedCodesIn = (words: string): string[] => {
  const found = Array.from(typedWords(words).matchAll(byItself(`${half}-${half}`)), ([, code]) =>
    code!.toUpperCase(),
  );
  return [...new Set(found.filter(isMixed))].slice(0, codesMax);
};

/**
 * What the public account is to post: the code, and the mail address as its owner knows it again. It is written without an @,
 * which networks would take for somebody's handle.
 */
export const lineToPost = (code: string, address: string): string => {
  const { local, domain } = maskedParts(address);
  return `${code} ${local} at ${domain}`;
};

/**
 * Whether what was typed names the address as the line does. Who is talked into posting a code that a stranger got for an address
 * of his own would have to say in public that this address is theirs.
 */
export const namesAddress = (words: string, address: string): boolean => {
  const { local, domain } = maskedParts(address);
  const said = typedWords(words).replaceAll('...', '…').toLowerCase();
  return byItself(`${literal(local)}\\s*(?:at|@)\\s*${literal(domain)}`).test(said);
};

/** What may stand beside the line and says nothing; of two that begin alike the longer one comes first. */
const greetings = [
  ...[
    'here you are',
    'here it is',
    'here',
    'hello',
    'hi',
    'my code',
    'the code',
    'code',
    'thank you',
    'thanks',
  ],
  ...['ecco il codice', 'ecco', 'il mio codice', 'codice', 'buongiorno', 'ciao', 'salve', 'grazie'],
];
const greeting = new RegExp(`(?<![\\p{L}\\p{N}])(?:${greetings.join('|')})(?![\\p{L}\\p{N}])`, 'gu');
const silent = /^(?:(?![?¿؟？])[\s\p{P}])*$/u;

/** Whether the words are the line and nothing that waits for an answer: mentions and a greeting beside it are none, any other word is one. */
export const isOnlyTheLine = (words: string, code: string, address: string): boolean => {
  const { local, domain } = maskedParts(address);
  const beside = ownLines(words)
    .replaceAll('...', '…')
    .toLowerCase()
    .replaceAll(code.toLowerCase(), ' ')
    .replace(new RegExp(`${literal(local)}\\s*(?:at|@)\\s*${literal(domain)}`, 'u'), ' ')
    .replaceAll(/@[\w.@-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(greeting, ' ');
  return silent.test(beside);
};

const isMixed = (code: string): boolean => /\d/.test(code) && /[A-Z]/.test(code);

const literal = (text: string): string => text.toLowerCase().replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
