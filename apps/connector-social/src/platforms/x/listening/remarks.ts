import type { Listening, Reason } from '@filo/connector';
import { readingWaits } from '../../../limits/reading-waits.js';
import type { XClient } from '../client/x-client.js';
import { costsInWords, costsToShow } from '../costs/costs-in-words.js';
import { deletionsBehind } from '../deletions/deletions-behind.js';
import { minuteIn } from '../minute-in.js';
import { timeOfId } from '../reading/post-ids.js';
import type { ReadAccount } from './read-account.js';

/** A shorter pause is no news. */
const toldFromMs = 60_000;

const putOff: Reason = {
  words:
    'Half of the daily ceiling is for what lies further back: that is read on tomorrow, from where it stands.',
  why: { code: 'older-tomorrow' },
};
const isProtected: Reason = {
  words:
    'This account is protected: only its followers see what it answers in public. Open it at X to answer everybody.',
  why: { code: 'account-protected' },
};

/** What the account does not do as it should although it reads; also shows what it costs. */
export const remarks = async (
  { costs, cursor }: Pick<Listening, 'costs' | 'cursor'>,
  { read, client, compareEveryMs }: { read: ReadAccount; client: XClient; compareEveryMs: number },
): Promise<Reason[]> => {
  const { meter, ourself } = client.access;
  const [unreached, today, pace] = [await read.unreached(), await meter.today(), await meter.pace()];
  costs(costsToShow(pace, today, meter.plan));
  return [
    costsInWords(pace, today, meter.plan),
    read.isPutOff && pace.state !== 'free' ? putOff : undefined,
    ourself.known?.protected ? isProtected : undefined,
    unreached && notHandedBack(unreached),
    ...read.waitsFor,
    await deletionsBehind(cursor, { meter, everyMs: compareEveryMs }),
    client.access.waitMs() > toldFromMs ? readingWaits('X', client.access.waitMs()) : undefined,
  ].filter((one) => one !== undefined);
};

const notHandedBack = ({ until, since }: { until: string; since?: string | undefined }): Reason => {
  const after = since === undefined ? '' : ` and after ${minuteIn(timeOfId(since))}`;
  const before = timeOfId(until);
  return {
    words: `X hands back the newest 800 mentions only: there may be others before ${minuteIn(before)}${after} that could not be read. Look at X itself for them.`,
    why: { code: 'older-not-handed-back', with: { at: new Date(before).toISOString() } },
  };
};
