import { each, listed } from '../phrases.js';

const turning = listed(
  'contacted, contacting, contact, emailed, wrote to, written to, writing to, write to, called, calling, told, telling, tell, reported this to, reported it to, report this to, going to, go to, talked to, talking to, spoke to, spoken to, sent this to, sent it to, in touch with, tipped off, tweeted at',
);
const outlets = listed(
  'bbc, cnn, reuters, itv, nbc, sky news, channel 4, fox news, abc news, new york times, washington post, daily mail, financial times, press, media, local paper, local news, papers, consumer reports',
);
const rivolgersi = listed(
  'ho scritto, scrivo, scrivero, scriveremo, scriviamo, abbiamo scritto, ho contattato, contatto, contattero, contatteremo, abbiamo contattato, ho chiamato, chiamo, chiamero, chiameremo, ho segnalato, segnalo, segnalero, ho mandato tutto, mando tutto, mandero tutto, giro tutto, racconto tutto, raccontero tutto, raccontero, mi rivolgo, mi rivolgero, ci rivolgeremo, parlero con, porto tutto',
);
const testate = listed(
  'striscia, le iene, iene, rai, mediaset, repubblica, corriere della sera, messaggero, fanpage, ansa, tg1, tg5, la7, sky tg24, chi l ha visto, presa diretta, stampa, giornali, giornale locale, report su rai, striscia la notizia',
);

/** Somebody who turns to the press, by the name of whom they turn to: the names alone are in the news every day, and "press" is also what is done to a button. */
export const pressWords: readonly string[] = [
  ...each(turning, [...outlets, ...each(['the'], outlets)]),
  ...listed(
    'a bbc journalist, on national television, story to the press, you will be in the news, you ll be in the news',
  ),
  ...each(rivolgersi, [...testate, ...each(listed('a, al, alla, alle, all, ai, la, il, le, i, l'), testate)]),
];

/** Longer than a phrase above, and harmless. */
export const notPress: readonly string[] = [
  ...each(
    listed('go to, going to'),
    each(
      listed('press, the press'),
      listed('the, this, that, it, on, play, start, enter, button, room, kit, page, section'),
    ),
  ),
  ...each(
    listed('contact, called, told, tell'),
    each(listed('media, the media'), listed('markt, world, center, centre, player, server')),
  ),
];
