import { each, listed } from '../phrases.js';

const found = listed(
  'glass, a piece of glass, pieces of glass, bits of glass, shard of glass, splinters of glass, metal, a piece of metal, pieces of metal, a nail, a screw, a needle, a razor blade, worm, worms, maggots, a maggot, larvae, cockroach, cockroaches, insects, an insect, mouse, a tooth, a plaster, mould, mold',
);
const foods = listed(
  'yoghurt, yogurt, food, meal, soup, salad, bread, pizza, burger, drink, milk, cereal, sandwich, cake, cheese, chocolate, sauce, coffee, juice, baby food, rice, pasta, ice cream, bottle, biscuits, cookies',
);
const trovato = listed(
  'vetro, di vetro, un vetro, metallo, di metallo, un chiodo, una vite, un ago, una lametta, verme, vermi, larve, larva, scarafaggio, scarafaggi, insetto, insetti, topo, dente, muffa',
);
const cibi = [
  ...each(
    listed('nel, nel mio, nel vostro'),
    listed(
      'pane, panino, piatto, cibo, latte, formaggio, gelato, sugo, riso, caffe, succo, pasto, cioccolato, mio pane, panettone, tonno',
    ),
  ),
  ...each(listed('nello, nel mio, nel vostro'), ['yogurt']),
  ...each(
    listed('nella, nella mia, nella vostra'),
    listed('pasta, pizza, zuppa, minestra, torta, salsa, merendina, bibita, bottiglia, pappa, carne'),
  ),
  ...listed(
    'nell insalata, nell omogeneizzato, nella mia insalata, nei biscotti, nei cereali, nel mio omogeneizzato',
  ),
];

/** What made somebody ill, or could: named as it is found in food, since a glass of milk and a metal box are none. */
export const foodWords: readonly string[] = [
  ...each(found, each(each(['in'], listed('the, my, our, your, his, her, this')), foods)),
  ...each(trovato, cibi),
  ...listed(
    'salmonella, listeria, e coli, botulism, botulino, botulismo, norovirus, rat droppings, mouse droppings, escrementi di topo',
  ),
  ...listed(
    'was contaminated, is contaminated, were contaminated, are contaminated, contaminated with, contaminated food, contaminated water, contaminated milk, food contamination',
  ),
  ...listed(
    'era contaminat*, e contaminat*, erano contaminat*, sono contaminat*, cibo contaminato, acqua contaminata, latte contaminato',
  ),
  ...listed(
    'vomiting, vomited, threw up after, throwing up all night, throwing up since, stomach cramps, made me ill, made us ill, made her ill, made him ill',
  ),
  ...each(listed('sick, ill'), listed('after eating, after drinking, from eating, from your food')),
  ...each(
    listed('vomitato, vomita, vomitando, vomitiamo, vomitare'),
    listed(
      'tutta la notte, da ieri, da stanotte, da stamattina, tutto il giorno, dopo aver mangiato, dopo aver bevuto',
    ),
  ),
  ...each(
    listed(
      'siamo stati male, sono stato male, sono stata male, stati tutti male, stata malissimo, stato malissimo',
    ),
    listed('dopo aver mangiato, dopo averl*, dopo cena, per il vostro cibo, dopo il vostro'),
  ),
];
