/** What a header probably means, by the words that lists are exported with; a column that nobody knows is left out. */
export const suggestColumn = (header: string): string => {
  const word = header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z]+/g, ' ')
    .trim();
  return meanings.find(([pattern]) => pattern.test(word))?.[1] ?? 'ignore';
};

const meanings: readonly (readonly [RegExp, string])[] = [
  [/\bmail\b|e ?mail|posta elettronica/, 'mail'],
  [/phone|telefon|mobile|cellulare|handy/, 'phone'],
  [
    /(customer|client|cliente|kunden?).*(n(o|r|um\w*)?\b|id\b|code|codice)|kundennummer|codice cliente/,
    'customer-number',
  ],
  [/\b(user|utente) ?id\b/, 'site'],
  [/^(full |display )?name$|^nome( e cognome| completo)?$|^nominativo$/, 'name'],
  [/^(preferred |spoken )?(language|lang|lingua|sprache|langue|idioma|locale)( code)?$/, 'language'],
  [/^(city|town|citta|comune|stadt|ort|ville|ciudad)$/, 'fact:city'],
];
