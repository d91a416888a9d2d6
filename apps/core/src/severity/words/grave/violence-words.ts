import { each, listed } from '../phrases.js';

const people = listed(
  'driver, courier, guard, security guard, employee, staff, manager, waiter, cashier, clerk, technician, installer, postman, delivery man, delivery guy, security, he, she, they',
);
const theirs = listed(
  'me, us, him, her, my son, my daughter, my wife, my husband, my kid, my kids, my child, my mother, my mum, my mom, my father, my dad, my boyfriend, my girlfriend, my brother, my sister, my dog',
);
const who = listed('mi ha, ci ha, mi hanno, ci hanno, mi avete, l ha, lo ha, la ha, li ha');
const loro = listed(
  'mio figlio, mia figlia, mia moglie, mio marito, mia madre, mio padre, mio fratello, mia sorella',
);

/**
 * Words of violence, of sexual harassment and of discrimination. What is said of songs, prices and apps as often as of people ("it hit me", "kicked me out", "mi ha toccato") stands only
 * with who did it or where; "racist" only of somebody who did or said something, since films and books have it in their titles.
 */
export const violenceWords: readonly string[] = [
  ...each(people, each(['hit', 'kicked', 'pushed', 'beat', 'grabbed', 'attacked', 'threatened'], theirs)),
  ...each(
    listed('punched, slapped, shoved, assaulted, spat at, spat on, physically attacked, threw a punch at'),
    theirs,
  ),
  ...listed(
    'was assaulted, been assaulted, got assaulted, was attacked by your, got beaten up, was beaten up, was beaten by, beat me up',
  ),
  ...listed(
    'threatened to kill, threatened to hurt, threatened to hit, threatened me with, threatened us with, death threat, death threats',
  ),
  ...each(
    who,
    listed(
      'picchiat*, aggredit*, menat*, malmenat*, schiaffeggiat*, spintonat*, strattonat*, sputat*, minacciat*, spint*',
    ),
  ),
  ...each(
    who,
    listed(
      'preso a pugni, preso a calci, preso a schiaffi, presa a schiaffi, presa a pugni, dato uno schiaffo, dato un pugno, dato un calcio, dato un ceffone, tirato un pugno',
    ),
  ),
  ...each(listed('picchiato, aggredito, malmenato, minacciato, spintonato, schiaffeggiato'), loro),
  ...each(
    listed('sono stato, sono stata, e stato, e stata, siamo stati'),
    listed('picchiat*, aggredit*, malmenat*, minacciat*'),
  ),
  ...listed(
    'messo le mani addosso, mani addosso a, alzato le mani, aggressione fisica, minacce di morte, minacciato di morte',
  ),
  ...listed(
    'sexual harassment, sexually harassed, sexual assault, sexually assaulted, sexually abused, sexual abuse, groped, groping, molested, molesting',
  ),
  ...listed(
    'touched me inappropriately, touched her inappropriately, inappropriately touched, tried to kiss me, stalked me, stalking me, harassed me, harassed my, harassing me',
  ),
  ...listed('was raped, been raped, raped me, rape threat, rape threats, tried to rape'),
  ...listed(
    'molestie sessuali, molestia sessuale, molestat*, palpeggiat*, violenza sessuale, violentat*, stuprat*, toccato il sedere, toccato il seno, toccata senza',
  ),
  ...listed(
    'fatto avances, delle avances, avances sessuali, provato a baciarmi, commenti a sfondo sessuale, mi perseguita',
  ),
  ...each(
    listed('racist, racial, homophobic, transphobic, antisemitic, islamophobic, sexist'),
    listed('remark, remarks, comment, comments, slur, slurs, insult, insults, abuse, joke about me'),
  ),
  ...each(
    listed('racist, homophobic, transphobic'),
    listed(
      'driver, courier, staff, employee, employees, guard, manager, waiter, cashier, clerk, technician, company, ad',
    ),
  ),
  ...each(
    listed('was, were, being, been'),
    listed('racist to, racist towards, racist toward, homophobic to, homophobic towards'),
  ),
  ...listed(
    'you are racist, you re racist, you are all racists, your racist, racially abused, racially profiled, racial profiling, racially insulted, racial discrimination',
  ),
  ...each(
    ['because'],
    each(
      listed('i am, i m, im, we are, we re'),
      listed('black, asian, muslim, jewish, gay, foreigners, foreign, disabled'),
    ),
  ),
  ...listed(
    'because of my skin, because of my race, because of my religion, colour of my skin, color of my skin, discriminated against, discriminates against, discriminating against',
  ),
  ...listed('called me a monkey, go back to your country, go back to my country, the n word'),
  ...each(
    listed('frasi, frase, insulti, insulto, commenti, commento, offese, battute, battuta, parole'),
    listed('razzist*, omofob*, sessist*, antisemit*, transfobic*'),
  ),
  ...each(
    listed('corriere, autista, commesso, commessa, personale, cameriere, dipendente, tecnico, azienda'),
    listed('razzista, omofobo, omofoba'),
  ),
  ...listed(
    'siete razzisti, siete dei razzisti, e stato razzista, e stata razzista, sono stati razzisti, discriminazione razziale, discriminazioni razziali',
  ),
  ...each(listed('mi ha, ci ha, mi hanno, ci hanno, mi avete, sono stato, sono stata, siamo stati'), [
    'discriminat*',
  ]),
  ...listed(
    'perche sono nero, perche sono nera, perche sono straniero, perche sono straniera, perche sono gay, perche sono musulmano, perche sono musulmana, perche sono disabile',
  ),
  ...listed(
    'per il colore della pelle, per il colore della mia pelle, torna al tuo paese, tornatene al tuo paese, tornare al mio paese',
  ),
];

/** Longer than a phrase above, and harmless: the longest counts. */
export const notViolence: readonly string[] = [
  ...each(
    people,
    listed(
      'hit me up, hit us up, kicked me out, kicked us out, kicked me off, pushed me to, pushed us to, pushed me towards, beat me to, beat us to, grabbed me a, grabbed us a',
    ),
  ),
  ...each(who, listed('spinto a, spinta a, spinti a, spinto verso, spinta verso')),
];
