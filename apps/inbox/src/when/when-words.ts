/** The words of times in English and Italian, without accents and in small letters. */

const table = (rows: Record<number, string>): ReadonlyMap<string, number> =>
  new Map(
    Object.entries(rows).flatMap(([value, words]) => words.split(' ').map((word) => [word, Number(value)])),
  );

/** Sunday is 0. */
export const weekdays = table({
  1: 'mon monday lun lunedi',
  2: 'tue tues tuesday mar martedi',
  3: 'wed weds wednesday mer mercoledi',
  4: 'thu thur thurs thursday gio giovedi',
  5: 'fri friday ven venerdi',
  6: 'sat saturday sab sabato',
  0: 'sun sunday dom domenica',
});

export const months = table({
  1: 'jan january gen gennaio',
  2: 'feb february febbraio',
  3: 'mar march marzo',
  4: 'apr april aprile',
  5: 'may mag maggio',
  6: 'jun june giu giugno',
  7: 'jul july lug luglio',
  8: 'aug august ago agosto',
  9: 'sep sept september set settembre',
  10: 'oct october ott ottobre',
  11: 'nov november novembre',
  12: 'dec december dic dicembre',
});

export const numbers = table({
  1: 'a an one un una uno',
  2: 'two due',
  3: 'three tre',
  4: 'four quattro',
  5: 'five cinque',
  6: 'six sei',
  7: 'seven sette',
  8: 'eight otto',
  9: 'nine nove',
  10: 'ten dieci',
});

/** In minutes as the clock runs. */
export const clockUnits = table({
  1: 'm min mins minute minutes minuto minuti',
  60: 'h hr hrs hour hours ora ore',
});

/** In days of the calendar. */
export const dayUnits = table({ 1: 'day days giorno giorni', 7: 'week weeks settimana settimane' });

export const monthUnits = table({ 1: 'month months mese mesi' });

/** Days from today. */
export const namedDays = table({
  0: 'today oggi',
  1: 'tomorrow tomorow tmrw domani',
  2: 'dopodomani overmorrow',
  [-1]: 'yesterday ieri',
});

/** The hour at which a part of the day begins its work. */
export const partsOfDay = table({
  9: 'morning mattina mattino',
  12: 'noon midday mezzogiorno',
  15: 'afternoon pomeriggio',
  18: 'evening sera',
});

/** Words for a part of this very day. */
export const partsOfToday = table({ 9: 'stamattina', 18: 'stasera', 20: 'tonight stanotte' });

export const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));

/** Stand before a time and change nothing. */
export const fillers = setOf(
  'on by the at of for until till entro per il lo la l le al alla del di in nel nella il giorno verso , . ( -',
);
export const hourMarks = setOf('at by alle alla all ore h');
export const shiftMarks = setOf('in within tra fra entro');
export const nextWords = setOf('next prossimo prossima');
export const thisWords = setOf('this questo questa');
