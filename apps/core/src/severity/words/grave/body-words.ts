import { each, listed } from '../phrases.js';

const bones = listed('arm, leg, wrist, ankle, nose, finger, rib, ribs, tooth, teeth, hip, collarbone');

/** Whoever was hurt so that a doctor has to see to it, and what keeps people safe and failed. */
export const bodyWords: readonly string[] = [
  ...each(listed('is, am, was, are, were, s, m, ended up, still, kid, son, daughter, me, him, her, us'), [
    'in the er',
    'at the er',
  ]),
  ...each(
    listed(
      'went, go, rushed, taken, took him, took her, took me, drove, had to go, sent, straight, trip, off',
    ),
    ['to the er'],
  ),
  ...each(
    listed('is, am, was, are, ended up, s, m, landed'),
    listed('in the hospital, in intensive care, in the icu, in a coma'),
  ),
  ...listed(
    'er visit, intensive care unit, urgent care, needed stitches, needs stitches, had to get stitches, lost consciousness, knocked unconscious, passed out from, concussion, third degree burn, third degree burns',
  ),
  ...each(
    listed('broke my, broke his, broke her, broken my, fractured my, fractured his, fractured her'),
    bones,
  ),
  ...listed(
    'lost a finger, lost his finger, lost an eye, lost my finger, crushed my, my son died, my daughter died, my husband died, my wife died, my child died, my baby died',
  ),
  ...listed(
    'terapia intensiva, ricoverat*, in rianimazione, in coma, perso i sensi, perso conoscenza, svenut*, punti di sutura, trauma cranico, commozione cerebrale, chiamato il 118, chiamare il 118, ustioni di',
  ),
  ...each(
    listed(
      'rotto il, rotta il, rotto un, rotta un, fratturato il, fratturata il, rotto la, rotta la, rotto una, fratturato la, fratturata la',
    ),
    listed(
      'braccio, polso, naso, dito, dente, gamba, caviglia, costola, clavicola, spalla, piede, ginocchio',
    ),
  ),
  ...each(listed('perso un'), listed('dito, occhio')),
  ...each(
    listed('brakes, brake, the brakes'),
    listed(
      'failed, fail, failing, gave out, gave up, stopped working, do not work, don t work, dont work, did not work, didn t work, locked up',
    ),
  ),
  ...listed(
    'brake failure, lost the brakes, lost my brakes, had no brakes, with no brakes, steering failed, steering locked, steering wheel locked, steering wheel came off, power steering failed on',
  ),
  ...each(
    listed('airbag, airbags, air bag'),
    listed('did not, didn t, didnt, failed, never deployed, went off by itself'),
  ),
  ...each(
    listed('seat belt, seatbelt, car seat, harness, child lock, helmet'),
    listed('failed, came loose, came undone, snapped, broke open'),
  ),
  ...each(
    listed('wheel, wheels, front wheel, tyre, tire'),
    listed(
      'came off while, came off on, fell off while, fell off on, burst on, burst while, came off the car, came off the pram',
    ),
  ),
  ...listed(
    'gas leak, leaking gas, smell of gas, smells of gas, smell gas, smelled gas, unintended acceleration, caused an accident',
  ),
  ...each(
    listed('smoke alarm, smoke detector, fire alarm, co alarm'),
    listed('did not, didn t, didnt, failed, never went off'),
  ),
  ...each(
    listed('ladder, chair, stroller, pram, bed, bunk bed, crib, cot, shelf, high chair'),
    listed('collapsed with, collapsed under, collapsed while, collapsed on, fell on my, fell on me'),
  ),
  ...each(
    listed('freni, i freni'),
    listed(
      'non funzionano, non hanno funzionato, non frenano, non hanno risposto, hanno ceduto, si sono rotti, si sono bloccati, hanno smesso, sono saltati',
    ),
  ),
  ...listed(
    'freno si e rotto, rimasto senza freni, rimasta senza freni, rimasti senza freni, sterzo si e bloccato, sterzo bloccato, sterzo non risponde, sterzo ha ceduto',
  ),
  ...each(
    listed('airbag, l airbag, gli airbag'),
    listed('non si e, non si sono, non e, non ha funzionato, non hanno funzionato, si e aperto da solo'),
  ),
  ...each(
    listed('cintura, seggiolino, imbracatura, casco, la cintura'),
    listed('si e slacciat*, si e sganciat*, si e apert*, si e staccat*, ha ceduto'),
  ),
  ...listed(
    'ruota si e staccata mentre, ruota si e staccata in, gomma e scoppiata, pneumatico e scoppiato, fuga di gas, perdita di gas, odore di gas, puzza di gas',
  ),
  ...each(
    listed('scala, sedia, letto, passeggino, mensola, culla, lettino, seggiolone'),
    listed('ha ceduto, e crollat*, si e chiuso con, si e chiusa con'),
  ),
  ...listed('caduto addosso, caduta addosso, crollato addosso, crollata addosso'),
];

/** Longer than a phrase above, and harmless: a lamp has an arm, a table a leg. */
export const notBody: readonly string[] = [
  ...each(
    listed('in the er, at the er, to the er'),
    listed('diagram, diagrams, model, schema, series, show'),
  ),
  ...each(
    each(
      listed('is, am, was, are, were, s, m, ended up, still, me, him, her, us, went, go, sent, straight'),
      listed('in the er, at the er, to the er'),
    ),
    listed('diagram, diagrams, model, schema, series, show'),
  ),
  ...each(
    listed(
      'rotto il braccio, rotto un braccio, rotta la gamba, rotto la gamba, rotto il piede, rotta una gamba, rotto il dente',
    ),
    listed('del, della, dell, dello, di, da'),
  ),
];
