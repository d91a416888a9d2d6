import { processorMs } from '@filo/testing';
import { FindWords } from './find-words.js';
import { withOwnWords } from './own-words.js';

const words = new FindWords(withOwnWords([]).list);
const kinds = (text: string): string => {
  const found = words.run(text);
  return Object.entries(found)
    .flatMap(([kind, said]) => (said.length > 0 ? [kind] : []))
    .join(' ');
};

describe('finds words of harm, law, press and anger in earnest, and of what somebody is owed, in English and Italian', () => {
  it.each([
    ['My charger exploded and burned my hand', 'harm'],
    ['THE BATTERY IS SWELLING!!!', 'harm'],
    ['I can’t believe it caught fire', 'harm'],
    ['it did not only explode, it burned the table', 'harm'],
    ['Not again. The kettle exploded', 'harm'],
    ['You will hear from my lawyer', 'law'],
    ['I will sue. What a scam', 'law anger'],
    ['I will tell a journalist, and my lawyer', 'law press'],
    ['Domani finite su tutti i giornali: ho già scritto a una giornalista', 'press'],
    ['two weeks and still waiting, this is unacceptable', 'owed anger'],
    ['My lamp arrived broken, and nobody answers', 'owed anger'],
    ['It came in pieces and you keep silent', 'owed'],
    ['where is my refund?', 'owed'],
    ["Where's our refund", 'owed'],
    ['I want my money back!', 'owed'],
    ['two weeks, and no word from you', 'owed'],
    ['I haven’t heard back from you', 'owed'],
    ['Nobody has answered for three weeks', 'owed'],
    ['My order never arrived', 'owed'],
    ['La lampada è arrivata rotta', 'owed'],
    ['Dov’è il mio rimborso?', 'owed'],
    ['Aspetto una risposta da tre settimane', 'owed'],
    ['Due settimane senza risposta', 'owed'],
    ['Rivoglio i miei soldi', 'owed'],
    ['L’ordine non è mai arrivato', 'owed'],
    ['Il caricatore è esploso e mi sono bruciata', 'harm'],
    ['La batteria si è gonfiata, è pericolosissima', 'harm'],
    ["Ne parlerò con l'avvocato e con il Codacons", 'law'],
    ['VERGOGNA! Nessuno risponde da giorni', 'anger'],
    ['#truffa è una truffa', 'anger'],
    ['è pe\u200bricolo\u00adso', 'harm'],
    ['è pericoloso', 'harm'],
    ['Is it safe? No, it exploded in my hands', 'harm'],
    ['I did nothing, it exploded', 'harm'],
    ['I did nothing - it exploded', 'harm'],
    ['Was it me? No: it exploded', 'harm'],
    ['Non ho fatto niente, è esploso', 'harm'],
    ['Me ne è esploso uno in mano', 'harm'],
    ['No, è pericoloso', 'harm'],
    ['It burnt my hand and my son is in hospital', 'harm'],
    ['è scoppiata la batteria', 'harm'],
    ['The desk lamp from the Filo shop smells of burning plastic.', 'harm'],
    ['There was a smell of burning plastic all over the room', 'harm'],
    ['It smells like burning rubber when I switch it on', 'harm'],
    ['a burnt plastic smell came out of the plug', 'harm'],
    ['La lampada manda odore di bruciato', 'harm'],
    ['C’è odore di plastica bruciata in tutta la stanza', 'harm'],
    ['Puzza di fumo appena la accendo', 'harm'],
    ["Isn't it dangerous?", 'harm'],
    ['Isn’t this dangerous, with children around?', 'harm'],
    ['Was nobody injured when it burst?!', 'harm'],
    ['so it will not explode again, right?', 'harm'],
    ['Is this not illegal ?', 'law'],
    ['Non è pericoloso?', 'harm'],
    ["Ma non e' pericoloso??", 'harm'],
    ['Non è mica pericoloso per i bambini, vero?', 'harm'],
    ['Siete sicuri che non si sia mai gonfiata e non sia tossica?', 'harm'],
    ['“Non è pericoloso”? Lo dite voi', 'harm'],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toBe(expected);
  });
});

describe('is silent about what is denied, is part of another word, or is only an address', () => {
  it.each([
    'Nobody was hurt and nothing exploded',
    'It is not dangerous at all, thanks',
    "it didn't explode",
    'it isn’t really dangerous',
    'Non è pericoloso, grazie',
    'non si è mai gonfiata',
    'senza feriti',
    'né feriti né altro',
    'né pericoloso né tossico',
    'Love the burnt orange one!',
    'It arrived in a day, and the refund came at once, thanks',
    'My lamp has not arrived broken this time',
    'How do I ask for a refund if I change my mind?',
    'I got my money back within two weeks',
    'Waiting for the weekend',
    'È arrivata sana e salva, e il rimborso è già sul conto',
    'Nessun problema, due settimane vanno bene',
    'It does not smell of burning plastic, I was wrong',
    'nessun odore di bruciato',
    'smells of burning wood and summer, I love this candle',
    'Un’esplosione di sapori',
    'sono scoppiata a ridere',
    'I work in hospital and love your shoes',
    'la torta si è gonfiata bene',
    'burnished brass and scampi for dinner',
    'this band is fire, killer show, sick drop',
    'le sue scarpe sono arrivate',
    '@scam.example @the_lawyer thanks for the parcel',
    'Follow us on social media, and press the red button',
    'read https://news.example/lawyer/exploded/scam.html',
    'Grazie mille, tutto perfetto!',
    'When does my order arrive?',
    "It isn't dangerous. When does mine arrive?",
    'Is it safe? It is not dangerous, they say',
    'Really? Nobody was hurt!',
    'Non è pericoloso. Quando arriva il mio?',
    'È sicura? Non è pericolosa, dicono',
    'Davvero? Non è esploso niente!',
    '',
  ])('%s', (text) => {
    expect(kinds(text)).toBe('');
  });
});

describe('weighs what hashtags say as it weighs the same words', () => {
  it.each([
    ['#ItExploded', 'harm'],
    ['Great job, @shop #itexploded', 'harm'],
    ['#ITEXPLODED', 'harm'],
    ['#MyPhoneCaughtFire', 'harm'],
    ['#myphonecaughtfire', 'harm'],
    ['#acmechargerexploded', 'harm'],
    ['#foodpoisoning again', 'harm'],
    ['#SeeYouInCourt', 'law'],
    ['#lampada_pericolosa', 'harm'],
    ['#lampadapericolosa', 'harm'],
    ['#ilcaricatoreèesploso', 'harm'],
    ['#MiSonoBruciata2026', 'harm'],
  ])('%s', (text, expected) => {
    expect(kinds(text)).toBe(expected);
  });

  it.each([
    '#therapist #physiotherapist',
    '#NothingExploded',
    '#nothingexploded',
    '#unexploded bombs of the war',
    '#notdangerous',
    '#nonpericoloso',
    '#hospitable',
    '#fireworks #onfire',
    '#KillerDeal',
    '#policewoman',
    '#scampi #grape #drapes',
    '#photojournalist #countrysidehouse',
    '#pressfordetails',
    '#BurntOrange #burntorange',
    '#shellshocked',
    '#rottenwood #legend',
    '#smokinghot #bloodorange',
    '#suede #shoes',
    '#sickbeats',
    '#weekendinrome',
    'https://x.example/#itexploded',
  ])('%s weighs nothing', (text) => {
    expect(kinds(text)).toBe('');
  });
});

it('other languages and own words come by configuration, and words of ours go by it', () => {
  const own = [
    'law=anwalt*',
    'press=zeitung*',
    'harm=lichterloh brannte',
    'none=worst',
    'anger=unverschämt',
    'owed=geld zurück',
  ];
  const { list, name } = withOwnWords(own);
  const found = new FindWords(list).run(
    'Mein Anwältin? Mein ANWALT! Das Gerät, das lichterloh brannte. Unverschämt. The worst. Die Zeitungen! Geld zurück!',
  );
  expect(found).toEqual({
    harm: ['lichterloh brannte'],
    law: ['anwaltin', 'anwalt'],
    press: ['zeitungen'],
    owed: ['geld zuruck'],
    anger: ['unverschamt'],
  });
  expect(withOwnWords([...own].reverse()).name).toBe(name);
  expect(withOwnWords([]).name).toBe('');
});

describe('takes no longer over hostile text than over a long one', () => {
  it.each([
    ['one endless word', 'a'.repeat(500_000)],
    ['beginnings of phrases', 'take you to '.repeat(50_000)],
    ['denials', 'not a '.repeat(80_000) + 'exploded'],
    ['letters that become many', '\ufdfa'.repeat(500_000)],
    ['marks without end', 'e' + '\u0301'.repeat(500_000)],
    ['at signs', '@a@'.repeat(160_000)],
    ['addresses', 'http://'.repeat(70_000)],
    ['hashtags', '#exploded'.repeat(50_000)],
    ['hashtags of many words', '#itistheinthea'.repeat(50_000)],
  ])('%s', (_, text) => {
    expect(processorMs(() => words.run(text))).toBeLessThan(2_000);
  });
});
