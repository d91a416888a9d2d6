import type { CounterEvidenceCode, EvidenceCode } from '@filo/contracts/http';

type Data = Readonly<Record<string, string | number>>;
type Sentence = (data: Data) => string;

const others = (people: string | number | undefined, does: string, all: string): string =>
  people === 1 ? `One other ${does}` : `${people} others ${all}`;

const sentences: Record<EvidenceCode | CounterEvidenceCode, Sentence> = {
  'same-name': ({ name, other }) =>
    name === other ? `Both are called ${name}` : `${name} and ${other} are one name`,
  'same-domain': ({ domain }) => `Both write from ${domain}`,
  'same-phone': ({ phone }) => `Both give the phone number ${phone}`,
  'named-handle': ({ handle }) => `One names the other’s account ${handle}`,
  'named-address': ({ address }) => `One names the other’s address ${address}`,
  'same-order': ({ order }) => `Both write about order ${order}`,
  'quoted-text': () => 'One quotes what only the other was told',
  'same-fact': ({ field, value }) => `Both gave “${value}” as ${field}`,
  'same-handle': ({ handle }) => `Both are ${handle} at their places`,
  'different-names': ({ name, other }) => `Their names differ: ${name}, ${other}`,
  'different-first-names': ({ name, other }) => `Same surname, other first name: ${name}, ${other}`,
  'common-name': ({ people }) => others(people, 'has this name', 'have this name'),
  'many-at-domain': ({ people, domain }) => others(people, `writes from ${domain}`, `write from ${domain}`),
  'many-share-it': ({ people, what }) => others(people, `shows the same ${what}`, `show the same ${what}`),
  'different-phones': ({ phone, other }) => `They give different phone numbers: ${phone}, ${other}`,
  'numbered-address': ({ address, other }) =>
    `Their addresses differ by a number alone, as a company tells namesakes apart: ${address}, ${other}`,
  'wrote-to-each-other': () => 'They wrote to each other',
};

/** The reason as a plain sentence in English; what it names comes from `data` alone. */
export const sayReason = (code: EvidenceCode | CounterEvidenceCode, data: Data): string =>
  sentences[code](data);
