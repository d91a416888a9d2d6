import { each } from './phrases.js';

/** Long: an answer that is missing for a day or two is the rule. */
const long = (numbers: string, weeks: readonly string[]): string[] => [
  ...weeks,
  ...each(numbers.split(' '), weeks),
];
const weeks = [
  ...long('two three four five six several many some 2 3 4 5 6', ['weeks', 'months']),
  'a month',
];
const settimane = [
  ...long('due tre quattro cinque sei tante alcune 2 3 4 5 6', ['settimane']),
  ...long('due tre quattro cinque sei tanti alcuni 2 3 4 5 6', ['mesi']),
  'un mese',
];

const broken = ['broken', 'damaged', 'smashed', 'shattered', 'cracked', 'defective', 'in pieces'];

/**
 * What somebody is owed: an answer for which they wait long, goods that came broken or never, a refund that they ask for. What holds a denial within begins
 * with it ("has not answered for weeks"), since what is denied before it does not count. Who asks how refunds work, or thanks for one, is owed nothing.
 */
export const owedWords: readonly string[] = [
  ...each(['arrived', 'came', 'delivered', 'arrived already'], broken),
  ...each(['broken', 'damaged'], ['on arrival', 'in transit', 'when it arrived', 'when they arrived']),
  ...['dead on arrival', 'never arrived', 'never delivered', 'never turned up'],
  ...each(['never received my', 'never got my'], ['order', 'parcel', 'package', 'delivery']),
  ...each(['where is', 'where s', 'wheres'], ['my refund', 'our refund', 'the refund', 'my money']),
  ...each(['want', 'need', 'demand', 'asked for', 'asking for', 'waiting for'], ['a refund', 'my refund']),
  ...each(['want', 'need', 'demand', 'give me'], ['my money back']),
  ...['want our money back', 'give us our money back', 'refund me', 'refund us', 'waiting for the refund'],
  ...['still no refund', 'and no refund', 'no refund yet', 'not been refunded', 't been refunded'],
  ...each(['no word', 'no answer', 'no reply', 'no response', 'not a word', 'heard nothing'], ['from you']),
  ...each(['not', 't', 'never', 'havent'], ['heard back', 'heard from you', 'heard anything']),
  ...each(['waiting', 'waiting for', 'waiting over', 'waiting for over'], weeks),
  ...each(['no answer for', 'no reply for', 'no response for', 'ignored for', 'ignoring me for'], weeks),
  ...each(['nobody answers for', 'nobody has answered for', 'no one has answered for'], weeks),
  ...each(['not answered for', 't answered for', 'not replied for', 't replied for'], weeks),
  ...each(
    ['weeks', 'months'],
    ['and no word', 'and no answer', 'and no reply', 'and nothing', 'no answer', 'no reply', 'of silence'],
  ),
  ...each(
    ['weeks', 'months'],
    ['without an answer', 'without a reply', 'without a word', 'and still waiting'],
  ),
  ...each(
    ['arrivato', 'arrivata', 'arrivati', 'arrivate'],
    ['rott*', 'danneggiat*', 'difettos*', 'in pezzi'],
  ),
  ...each(['arrivato', 'arrivata', 'arrivati', 'arrivate'], ['a pezzi', 'gia rott*', 'tutto rotto']),
  ...['non e mai arrivat*', 'non mi e mai arrivat*', 'non sono mai arrivat*'],
  ...each(['non ho mai ricevuto'], ['il pacco', 'la merce', 'l ordine', 'il mio ordine']),
  ...each(['dov e', 'dove e', 'quando arriva'], ['il rimborso', 'il mio rimborso']),
  ...each(['voglio', 'chiedo', 'esigo', 'pretendo', 'ho chiesto', 'aspetto'], ['il rimborso', 'un rimborso']),
  ...['aspetto ancora il rimborso', 'ancora nessun rimborso', 'e nessun rimborso', 'rimborsatemi'],
  ...['quando mi rimborsate', 'voglio essere rimborsat*'],
  ...each(['rivoglio', 'ridatemi', 'restituitemi'], ['i soldi', 'i miei soldi']),
  ...each(['aspetto da', 'attendo da', 'aspettando da', 'aspetto una risposta da'], settimane),
  ...each(['attendo una risposta da', 'nessuna risposta da', 'nessuno risponde da'], settimane),
  ...each(['nessuno mi risponde da', 'non rispondete da', 'non mi rispondete da'], settimane),
  ...each(['settimane', 'mesi'], ['senza risposta', 'senza una risposta', 'di silenzio', 'che aspetto']),
  ...each(['settimane', 'mesi'], ['e nessuna risposta', 'e nessuno risponde', 'e ancora niente']),
  ...each(['da settimane', 'da mesi'], ['nessuno risponde', 'nessuno mi risponde', 'non rispondete']),
];
