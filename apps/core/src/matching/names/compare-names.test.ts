import { compareNames, type NameAgreement } from './compare-names.js';
import { readName } from './read-name.js';

describe('two names', () => {
  it.each<[string, string, NameAgreement]>([
    ['Anna Bianchi', 'Anna Bianchi', 'same'],
    ['Anna Bianchi', 'Bianchi, Anna', 'same'],
    ['Dr. Anna Bianchi (Acme)', 'ANNA BIANCHI', 'same'],
    ['Jürgen Müller', 'Juergen Mueller', 'variant'],
    ['Bob Smith', 'Robert Smith', 'variant'],
    ['Beppe Rossi', 'Giuseppe Rossi', 'variant'],
    ['Kathi Huber', 'Katharina Huber', 'variant'],
    ['Елена Смирнова', 'Elena Smirnova', 'same'],
    ['Аня Соловьёва', 'Anna Solovyova', 'variant'],
    ['Thomas Bekker', 'Thomas Becker', 'variant'],
    ['Valentina Rinaldi', 'Valentina Rinladi', 'typo'],
    ['A. Bianchi', 'Anna Bianchi', 'initial'],
    ['Anna', 'Anna Bianchi', 'one-word'],
    ['Anna Bianchi', 'Bruno Bianchi', 'family'],
    // Of one family, not of one spelling.
    ['Mario Conti', 'Maria Conti', 'family'],
    ['Daniel Weber', 'Daniela Weber', 'family'],
    ['Paul Weber', 'Pauline Weber', 'family'],
    ['Anna Bianchi', 'Anna Rossi', 'different'],
  ])('%s | %s: %s', (one, other, expected) => {
    expect(compareNames(readName(one)!, readName(other)!)).toBe(expected);
    expect(compareNames(readName(other)!, readName(one)!)).toBe(expected);
  });

  it.each(['support@example.com', 'Customer Service', 'Info', 'ACME GmbH', '', '12345'])(
    '%s is nobody’s name',
    (name) => {
      expect(readName(name)).toBeUndefined();
    },
  );

  it('have one key for every spelling, nickname and order', () => {
    const keys = ['Giuseppe Müller', 'Beppe Mueller', 'Müller, Giuseppe'].map((name) => readName(name)!.key);
    expect(new Set(keys).size).toBe(1);
  });
});
