import { each, listed } from '../phrases.js';

const folk = listed(
  'my son, my daughter, my wife, my husband, my child, my kid, my baby, my mother, my mum, my mom, my father, my dad, my grandma, my grandmother, my grandfather, my grandpa, my brother, my sister, my friend, my neighbour, my neighbor, my partner, grandma, grandpa, the baby',
);
const pets = listed(
  'my dog, my cat, our dog, our cat, the dog, the cat, her dog, his dog, my puppy, my kitten, my rabbit, my parrot, our puppy, our kitten, my hamster, my horse',
);
const fingers = listed(
  'finger, fingers, thumb, toe, toes, fingertip, piece of my finger, part of my finger, tip of my finger, piece of my thumb, tip of my thumb, piece of his finger, tip of his finger, piece of her finger, tip of her finger',
);
const limbs = listed('hand, arm, leg, ear, foot');
const theirs = listed('my, his, her, our, their');
const familiari = listed(
  'mio figlio, mia figlia, mia moglie, mio marito, mia madre, mio padre, mia nonna, mio nonno, mio fratello, mia sorella, mio zio, mia zia, la nonna, il nonno, il bambino, la bambina, il neonato',
);
const animali = listed(
  'il cane, il gatto, il mio cane, il mio gatto, la gatta, la mia gatta, la mia cagnolina, il cagnolino, il gattino, il mio coniglio, il nostro cane, il nostro gatto',
);

/** What hurt or killed somebody, told without the word for an accident; batteries, jokes and cakes die, kill and burn too, but not so. */
export const injuryWords: readonly string[] = [
  ...each(listed('scalded, scalding, scalds'), [...folk, ...pets]),
  ...each(
    listed('scalded, scalding, scalds'),
    each(theirs, listed('hand, hands, face, arm, arms, leg, legs, foot, feet, skin, mouth, tongue')),
  ),
  ...listed(
    'scalded me, scalded him, scalded her, scalded us, got scalded, was scalded, been scalded, scald burns',
  ),
  ...each(listed('cut off, sliced off, chopped off, severed, tore off'), [
    ...each(theirs, [...fingers, ...limbs]),
    ...each(['a', 'the'], fingers),
  ]),
  ...each(listed('cut, sliced, slashed, gashed'), each(listed('my, his, her'), [...fingers, ...limbs])),
  ...listed(
    'blood everywhere, covered in blood, full of blood, lot of blood, lots of blood, so much blood, pool of blood, blood all over, lost blood, blood on the floor, coughing blood, coughing up blood, vomiting blood, throwing up blood',
  ),
  ...each([...folk, ...pets], listed('died, is dead, has died, was killed, passed away, got killed')),
  ...each(listed('he, she, someone, somebody, a child'), listed('died from, died after, died of')),
  ...each(pets, listed('nearly died, almost died, had to be put down, collapsed')),
  ...each(['killed'], [...folk, ...pets]),
  ...each(folk, listed('fainted, passed out, blacked out, collapsed')),
  ...listed(
    'fainted because, fainted from, fainted after, i passed out, i blacked out, choke on it, choke on this, choke to death, nearly choke, chokes on, choking hazard, stopped breathing, can t breathe, cant breathe, cannot breathe, couldn t breathe, could not breathe, not breathing, throat closed up, throat swelled, throat is closing',
  ),
  ...listed(
    'allergic shock, severe allergic, epipen, hospital because of, hospital after eating, hospital after using, rushed to hospital, swelled up and smokes, swelled up and smoked, battery swelled, battery has swelled, lost my eye, lost his eye, went blind, blinded me, blinded my, needed surgery, got stitches, needed stitches, paramedics',
  ),
  ...each(['caduto', 'caduta', 'caduti', 'cadute'], listed('in testa, sulla testa, sul piede, in faccia')),
  ...each(
    listed('mi hanno, gli hanno, le hanno, hanno dovuto'),
    listed('messo i punti, mettere i punti, messo sei punti, dato sei punti, dato i punti'),
  ),
  ...listed(
    'sangue ovunque, sangue dappertutto, pieno di sangue, piena di sangue, pozza di sangue, tanto sangue, perso sangue, perdeva sangue, sputato sangue, vomitato sangue',
  ),
  ...each(
    listed('tagliato, tagliata, mozzato, amputato, tranciato'),
    listed(
      'un dito, il dito, le dita, la mano, una mano, mezzo dito, un pezzo di dito, il pollice, la punta del dito',
    ),
  ),
  ...each(
    [...familiari, ...animali],
    listed('e mort*, e decedut*, stava morendo, ha rischiato di morire, si e strozzat*'),
  ),
  ...each(
    listed('ucciso, uccisa, ammazzato, avete ucciso'),
    listed('il mio cane, il mio gatto, la mia gatta, mio figlio, mia figlia, mio marito, mia moglie'),
  ),
  ...listed(
    'quasi strozzat*, si stava strozzando, non respirava, non respiro piu, non riesco a respirare, non riusciva a respirare, gola si e gonfiata, shock allergico, crisi allergica, bevuto veleno, c e veleno, perso un occhio, in sala operatoria, operato d urgenza, operata d urgenza',
  ),
];

/** What people say who would harm themselves: somebody has to see it at once, whatever else it says. */
export const despairWords: readonly string[] = [
  ...listed(
    'killing myself, killed himself, killed herself, end my life, ending my life, end it all, take my own life, taking my own life, want to die, wanna die, wish i was dead, wish i were dead, don t want to live, dont want to live, do not want to live, no longer want to live, hurt myself, harm myself, self harm, self harming, cut myself',
  ),
  ...listed(
    'ammazzarmi, mi voglio ammazzare, mi voglio uccidere, mi ammazzo, mi uccido, voglio morire, vorrei morire, vorrei essere morto, vorrei essere morta, farla finita, la faccio finita, togliermi la vita, mi tolgo la vita, non voglio piu vivere, tagliarmi le vene, farmi del male, autolesionis*',
  ),
];

/** Longer than a phrase above, and said of what nobody suffers from. */
export const notInjury: readonly string[] = [
  ...listed('choked up, choking up, sanguinell*, cut myself a, cut myself some, self harm reduction'),
  ...each(
    listed('want to die, wanna die'),
    listed('laughing, of laughter, of shame, of embarrassment, from embarrassment'),
  ),
  ...each(
    listed('voglio morire, vorrei morire, mi ammazzo, mi uccido'),
    listed('dal ridere, dalle risate, di risate, di vergogna, dalla vergogna, di lavoro, di fatica'),
  ),
  ...listed('farla finita con, la faccio finita con, farmi del male guardando'),
  ...each([...folk, ...pets, 'he', 'she'], listed('died laughing, died of laughter, passed out on the sofa')),
  ...each(['killed'], each(folk, listed('with laughter, with kindness'))),
];
