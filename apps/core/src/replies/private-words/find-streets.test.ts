import { processorMs } from '@filo/testing';
import { FindStreets } from './find-streets.js';
import { withOwnStreets } from './street-words.js';

const streets = new FindStreets();
const sure = (text: string): string[] =>
  streets.run(text).flatMap(({ text: street, sure: isSure }) => (isSure ? [street] : []));

describe('finds postal addresses, Italian and English', () => {
  it.each([
    ['Lo spediamo in Via Roma 12, va bene?', 'Via Roma 12'],
    ['abita in via G. Garibaldi, 12/A', 'via G. Garibaldi, 12/A'],
    ['Viale della Repubblica n. 5', 'Viale della Repubblica n. 5'],
    ['P.zza Duomo 1 - 20121 Milano', 'P.zza Duomo 1'],
    ['corso Vittorio Emanuele II, 34', 'corso Vittorio Emanuele II, 34'],
    ['Via XX Settembre 5', 'Via XX Settembre 5'],
    ['Via 25 Aprile 12', 'Via 25 Aprile 12'],
    ["via dell'Orso 3 bis", "via dell'Orso 3"],
    ['VIA ROMA 12', 'VIA ROMA 12'],
    ['in Via Roma 12 a Milano', 'Via Roma 12'],
    ['scritto via mail, in Via Verdi 8.', 'Via Verdi 8'],
    ['We sent it to 12 Baker Street, London', '12 Baker Street'],
    ['221B Baker St. it is', '221B Baker St'],
    ['at 1600 Pennsylvania Ave', '1600 Pennsylvania Ave'],
    ['4, Old Mill Lane', '4, Old Mill Lane'],
    ['7-9 Tower of London Road', '7-9 Tower of London Road'],
    ['10 St James Court', '10 St James Court'],
    ['to P.O. Box 4711 please', 'P.O. Box 4711'],
    ['Casella postale 12', 'Casella postale 12'],
  ])('%s', (text, street) => expect(sure(text)).toEqual([street]));
});

describe('takes nothing harmless for an address', () => {
  it.each([
    'Sono andati via 20 minuti fa',
    'Ti abbiamo risposto via mail 2 volte',
    'Spedito via DHL 2 giorni fa, via UPS 3, via Bluetooth 5',
    'Scrivici via WhatsApp 24 ore su 24',
    'nel corso dei prossimi 3 giorni',
    'Il corso di cucina ha 12 lezioni, la piazza 4 bar',
    'Un tavolo largo 12 cm, una strada di 5 km',
    'Ci vediamo in Piazza Duomo alle 10, o in Piazza Duomo 10:30',
    'Siamo in Via Roma dal 3 maggio',
    'La fiera di Piazza Navona 3 maggio',
    'In via del tutto eccezionale 2 lampade',
    'We sent it via Milan 2 days ago',
    'We need 2 Google Drive folders and 1 USB Drive',
    'In 2024 Oxford Street reopened',
    '12 people crossed the street',
    'a 5 star road trip of 3 days',
    'You have 3 ways to reach us, 24 hours a day',
    '2 lamps on the way, 4 more close to you',
    'The 2 New Square tables cost 12.50',
    'Row 12, gate 4, seat 7',
    'We open at 9 in the Market Square',
    '3 St Ives mugs and 2 Dr Martens',
    '',
  ])('%s', (text) => expect(sure(text)).toEqual([]));
});

it('finds what is written without capitals as well, and is not sure of it', () => {
  expect(streets.run('sto in via roma 12')).toEqual([{ text: 'via roma 12', sure: false }]);
  expect(streets.run('i live at 12 baker street')).toEqual([{ text: '12 baker street', sure: false }]);
});

it('other languages come by configuration', () => {
  const own = new FindStreets(withOwnStreets(['before=rue', 'end=straße', 'after=gade']));
  const found = ['3 Rue de Rivoli 7', 'Hauptstraße 12a', '5 Nørre Gade', 'Via Roma 1'];
  expect(found.map((text) => own.run(text).map((one) => one.text))).toEqual([
    ...[['Rue de Rivoli 7'], ['Hauptstraße 12a'], ['5 Nørre Gade'], ['Via Roma 1']],
  ]);
});

it.each(['via ', 'via a', 'via a ', '1 ', '1 a ', '1 aaaa.', 'a', 'via 1 ', 'n. ', '1-', 'p.o. '])(
  'takes a long text of %j in one pass',
  (sign) => {
    expect(processorMs(() => streets.run(sign.repeat(40_000)))).toBeLessThan(3_000);
  },
);
