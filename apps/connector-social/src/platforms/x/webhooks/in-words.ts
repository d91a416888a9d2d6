import { PermanentError, reasonOf, type Reason } from '@filo/connector';
import type { Why } from '@filo/contracts';

const said = (code: string, words: string, named?: Why['with']): Reason => ({
  words,
  why: { code, ...(named && { with: named }) },
});

export const tellsAtOnce = said('x-tells-at-once', 'X tells at once what happens.');

export const paused = said('x-paused', 'paused');

export const noPort = said(
  'x-no-port',
  'X cannot tell at once what happens, it is asked instead: no port is open for it here. Set FILO_X_WEBHOOK_PORT, or switch webhooks off for this account.',
);

export const tooDear = said(
  'x-tells-no-more',
  'X takes money for what it tells, and the money of today is spent: it tells nothing more until midnight UTC, or until the daily ceiling is raised. Nothing is lost.',
);

/** Of the API before this one nobody can tell whether it tells. */
export const tooDearButFormer = said(
  'x-subscribes-no-more',
  'X takes money for what it tells, and the money of today is spent: nothing is subscribed until midnight UTC, or until the daily ceiling is raised. What its former API may still tell costs nothing and waits here until then. Nothing is lost.',
);

export const stillTellsToday = (error: unknown): Reason[] => [
  said(
    'x-still-tells-today',
    'The money of today is spent, but X could not be told to stop: it goes on telling, and takes money for it. It is told again in some minutes.',
  ),
  reasonOf(error),
];

export const stillTells = (error: unknown): Reason[] => [
  said(
    'x-still-tells',
    'X could not be told to stop: it may go on telling what happens to this account, and takes money for it. It is told again by itself.',
  ),
  reasonOf(error),
];

export const stillTellsOfGone = (error: unknown): Reason[] => [
  said(
    'x-still-tells-of-gone',
    'X could not be told to stop: it may go on telling of an account that was removed here, and takes money for it. It is told again by itself, for a month; the page of the app at X can end it at once.',
  ),
  reasonOf(error),
];

export const notFound = (error: unknown): Reason[] => [
  said(
    'x-told-not-found',
    'What X told and was not delivered yet is not found on the bus; it is looked for again.',
  ),
  reasonOf(error),
];

/** Why X does not tell, at this address of ours. */
export const notTelling = (error: unknown, url: string): Reason[] =>
  error instanceof NotTold
    ? error.reasons
    : [
        said(
          'x-does-not-tell',
          `X does not tell at once what happens, it is asked instead. It was to call ${url}, which must lead here from outside.`,
          { url: url.slice(0, 500) },
        ),
        reasonOf(error),
      ];

/** What X may be asked to tell of. */
export const kindsTold = {
  mentions: 'mentions',
  answers: 'answers to us',
  own: 'our own answers',
  received: 'direct messages to us',
  sent: 'direct messages by us',
} as const;
export type KindTold = keyof typeof kindsTold;

/** X refuses to tell of all or some of it; what it said of the first stands for all. */
export class NotTold extends PermanentError {
  readonly reasons: Reason[];

  constructor(refused: readonly KindTold[], because: unknown) {
    const isAll = refused.length === Object.keys(kindsTold).length;
    const reasons = [...(isAll ? [tellsNothing] : [tellsNotOf(refused)]), reasonOf(because)];
    super('x-tells-not-all', reasons.map(({ words }) => words).join(' '), { cause: because });
    this.reasons = reasons;
  }
}

const tellsNothing = said(
  'x-tells-nothing',
  'X does not tell at once what happens, it is asked instead. Your plan at X may lack the X Activity API, or all its subscriptions may be used.',
);

const tellsNotOf = (refused: readonly KindTold[]): Reason => ({
  words: `X does not tell at once of ${refused.map((kind) => kindsTold[kind]).join(', ')}: it is asked for them instead.`,
  why: [{ code: 'x-tells-not-all' }, ...refused.map((kind) => ({ code: 'x-tells-not-of', with: { kind } }))],
});
