import { processorMs } from '@filo/testing';
import { FindWords } from '../find-words.js';
import { withOwnWords } from '../own-words.js';

const words = new FindWords(withOwnWords([]).list);
const grave = (text: string): string => {
  const found = words.run(text);
  return (['harm', 'law', 'press'] as const).filter((kind) => found[kind].length > 0).join(' ');
};

/** A line each: what it speaks of, or `-`, and what is said. */
const table = (lines: string): [string, string][] =>
  lines
    .trim()
    .split('\n')
    .map((line) => {
      const [, kind, text] = /^\s*(\S+)\s+(.+)$/.exec(line)!;
      return [text!, kind === '-' ? '' : kind!];
    });

describe('finds what is grave in English, and not what only looks like it', () => {
  it.each(
    table(`
    harm Your courier hit me when I asked for his name
    harm Your driver punched me in the face
    harm The security guard pushed my son against the door
    harm He threatened to kill me on the phone
    harm I was assaulted in your shop on Friday
    harm Your technician groped me in my own kitchen
    harm This is sexual harassment, and you know it
    harm Your manager touched me inappropriately
    harm She made a racist remark about my husband
    harm Your driver used racial slurs in front of my kids
    harm They refused to let us in because I am black
    harm We were discriminated against at your Leeds branch
    harm Your racist staff sent us away
    harm My whole family has salmonella from your eggs
    harm I found glass in the yoghurt
    harm There were maggots in my salad
    harm The baby food was contaminated with lead
    harm We were all vomiting last night
    harm Three of us got sick after eating your burger
    harm My kid is in the ER
    harm We had to rush: my daughter is in the ER because of your toy
    harm He ended up in intensive care
    harm I broke my wrist when the chair gave way
    harm The brakes failed on the highway
    harm The airbag didn't open
    harm The ladder collapsed under me
    harm There is a gas leak since your plumber came
    harm You exposed my personal data
    harm My details were leaked on a forum
    harm I can see other customers' invoices in my account
    harm My account got hacked through your app
    press I contacted the BBC
    press We wrote to the Washington Post this morning
    press I am going to the press with this
    press I've told the media
    - The ER diagram in chapter two is wrong
    - Put the customer in the ER diagram, please
    - Add both tables to the ER model
    - The glass vase is lovely
    - I found a glass in the cupboard
    - A glass of milk and the yoghurt, please
    - I watched "The Racist" last night, and liked it
    - A book about racism in the fifties
    - Press the button twice
    - Go to press the start key
    - Is there a press kit?
    - The coffee press is great
    - That song hit me hard
    - He hit me up on Twitter
    - Your app kicked me out again
    - The clerk pushed me to buy the larger one
    - Nobody was assaulted, it was a film
    - The brakes did not fail once
    - Do the brakes squeak in winter?
    - I work in a hospital, do you deliver there?
    - Is there salad in my order?
    - I lost my data when I changed the phone
    - How do I change my personal data?
    - I shared my address with the courier
    - There was no glass in the yoghurt
    - The BBC show about lamps was fun
    - Saw your advert on CNN
    - My phone died after two years
    - The wheel of the cheese fell off the table
    - The chair has a broken arm
    - The staff hit their target, well done
    - Worms for my garden, please
    - A metal bottle for my soup
    - The harassment of fans by that band is a plot of the film
    - They beat me to it, the last one is gone
    `),
  )('%s', (text, kind) => {
    expect(grave(text)).toBe(kind);
  });
});

describe('finds injuries and what people would do to themselves, and not what is said so for a joke', () => {
  it.each(
    table(`
    harm The kettle burst and scalded grandma, hospital
    harm Your slicer cut off a piece of my finger, blood everywhere
    harm the dog died after eating your food
    harm Our cat is dead since she ate your treats
    harm My daughter died because of your car seat
    harm The battery swelled up and smokes
    harm My son nearly choked on a loose button
    harm My grandma fainted because of the fumes
    harm Your cream poisoned my skin
    harm He got allergic shock from your cookies
    harm She had to use her EpiPen
    harm I can't breathe since I sprayed it
    harm If you don't answer I will kill myself
    harm I want to die, nobody helps me
    harm I don't want to live any more
    harm mi voglio ammazzare
    harm Voglio farla finita
    harm Non voglio più vivere
    harm Il ripiano mi è caduto in testa, sei punti
    harm Mi sono tagliata un dito, sangue ovunque
    harm Il cane è morto dopo le vostre crocchette
    harm Mia nonna è morta per colpa vostra
    harm Mio figlio si è quasi strozzato
    harm Non riusciva a respirare dopo il vostro gelato
    harm it explоded
    harm It ехploded in my hand
    harm ιt caught fιre
    - dead battery, please send a new one
    - The dog toy arrived dead on time
    - You are killing it, great show
    - Bloody good coffee, and bloody fast
    - This cake is to die for
    - The wait is killing me
    - My phone died again
    - The line was dead
    - Blood orange juice, two bottles please
    - Cut off my old plan and give me the new one
    - I was cut off while I talked to you
    - I scalded the milk as in your recipe
    - Scalded milk for the cake?
    - My dog died laughing, so to say
    - The gas is dead quiet, lovely heater
    - I nearly fainted at the price
    - Choke valve for my mower?
    - Is it allergy tested?
    - I was choked up by your kind letter
    - Is the plush toy a rabbit or a dead fish?
    - A hospital bed and hospital corners, do you sell them?
    - Un gelato da morire
    - Bello da morire!
    - Sono morta dal ridere
    - Mi ammazzo dal ridere con le vostre storie
    - La batteria è morta, ne vorrei una nuova
    - Il mio telefono è morto
    - Sangue di drago, la vernice, è finita?
    - Ho raccolto sei punti con la tessera
    - Arance sanguinelle, due chili
    - Vendete veleno per topi?
    - Voglio morire dal ridere
    - Mi taglio i capelli, che taglio avete?
    - Привет, когда придёт заказ?
    - Πότε θα έρθει η παραγγελία;
    - Voglio farla finita con questo abbonamento
    `),
  )('%s', (text, kind) => {
    expect(grave(text)).toBe(kind);
  });
});

describe('finds what is grave in Italian, and not what only looks like it', () => {
  it.each(
    table(`
    harm Il vostro corriere mi ha picchiato
    harm Il fattorino mi ha aggredita davanti a casa
    harm Mi hanno preso a pugni nel vostro parcheggio
    harm La guardia ci ha spintonati
    harm Il tecnico mi ha messo le mani addosso
    harm Sono stata minacciata dal vostro dipendente
    harm Ho ricevuto minacce di morte dal vostro autista
    harm Il vostro tecnico mi ha toccato il sedere
    harm Queste sono molestie sessuali
    harm Sono stata molestata nel vostro negozio
    harm Il cassiere ha fatto commenti razzisti su mio marito
    harm Insulti razzisti dal vostro personale
    harm Mi avete discriminata
    harm Non mi hanno fatto entrare perché sono nera
    harm Mi ha detto: torna al tuo paese
    harm Mia figlia ha la salmonella per le vostre uova
    harm Ho trovato del vetro nello yogurt
    harm C’erano vermi nella pasta
    harm Pezzi di metallo nel pane!
    harm Il latte era contaminato
    harm Siamo stati male dopo aver mangiato da voi
    harm Mio figlio è ricoverato da ieri
    harm Mi sono rotta il polso per colpa della vostra sedia
    harm È svenuta per la puzza
    harm I freni non hanno funzionato in autostrada
    harm Lo sterzo si è bloccato in curva
    harm L’airbag non si è aperto
    harm Il seggiolino si è sganciato
    harm C’è una fuga di gas da quando è venuto il vostro tecnico
    harm Lo scaffale mi è caduto addosso
    harm Hai esposto i miei dati
    harm I miei dati sono in rete per colpa vostra
    harm Vedo i dati di altri clienti nel mio profilo
    harm Avete venduto i miei dati
    press Ho scritto a Striscia
    press Scriverò a Le Iene
    press Ho contattato la Rai
    press Chiamo Fanpage, vediamo che dite
    - La storia mi ha toccato il cuore
    - La vostra pubblicità mi ha toccata
    - Il commesso mi ha spinto a comprarlo
    - Ieri ho visto il film “Il razzista”
    - Un libro sul razzismo negli anni Cinquanta
    - Il vaso di vetro è bellissimo
    - Un bicchiere di latte e lo yogurt
    - Avete il barattolo di vetro per lo yogurt?
    - Una striscia di stoffa per la lampada
    - Le strisce sono storte
    - La stampa è sbiadita
    - Mandatemi il file per la stampa
    - I freni sono silenziosi
    - Parla senza freni, mi piace
    - I freni non si sono mai rotti, grazie
    - Il prezzo è crollato, che bello
    - Si è rotto il braccio della lampada
    - Mi si è rotta la gamba del tavolo
    - Come cambio i miei dati?
    - Vorrei esportare i miei dati
    - Ho perso i dati quando ho cambiato telefono
    - Vi ho mandato il mio indirizzo ieri
    - Nessuno è stato aggredito
    - Cime di rape e orecchiette
    - Ho visto il servizio della Rai sulle lampade
    - Vendete vermi per l’orto?
    - Un chiodo per appendere lo specchio
    - L’insalata è fresca
    - Il report di maggio è pronto?
    - La ruota della bici è bella
    - La cintura è arrivata, grazie
    - Mi hanno colpito i colori
    - Il letto è comodissimo
    - Non c’era vetro nello yogurt, per fortuna
    - Le ho comprate nere perché sono nere anche le altre
    `),
  )('%s', (text, kind) => {
    expect(grave(text)).toBe(kind);
  });
});

it('takes no longer for a text that begins many phrases and ends none', () => {
  const said = 'he hit me in the er because i am contact the press mi ha preso a i freni non si '.repeat(90);
  words.run(said);
  expect(processorMs(() => words.run(said))).toBeLessThan(60);
});
