import { setTimeout as pause } from 'node:timers/promises';
import type { Api } from '../api.js';
import { lastWarnings } from '../filo.js';
import { readAnswers, type Asked } from './answer.js';
import type { History } from './history.js';
import { copiesOf, judgeAnswers, type AnswersVerdict } from './judge-answers.js';
import { judge, type Verdict } from './judge.js';
import type { Networks } from './networks.js';
import { readBack } from './read-back.js';
import type { SmtpSink } from './smtp-sink.js';

export interface Patience {
  /** Nothing came any nearer for so long. */
  quietMs: number;
  /**
   * Some answer still waits or is under way, so long after the load. The usual is more than core takes to decide it whatever died: a quarter of an hour of silence
   * of its connector, a minute until it is looked for and tried again, and that attempt.
   */
  undecidedMs: number;
}

const usual: Patience = { quietMs: 120_000, undecidedMs: 18 * 60_000 };

/** However much moves, nobody waits longer. */
const atMostMs = 20 * 60_000;

export interface Waiting {
  /** What is missing or waits. */
  open: number;
  /** Answers that are neither sent nor given up: what is shown twice now may be one by then. */
  undecided: number;
  quietForMs: number;
  sinceMs: number;
}

/** Whether something may still change what is judged. Pure. */
export const mayStillEnd = (
  { open, undecided, quietForMs, sinceMs }: Waiting,
  { quietMs, undecidedMs }: Patience,
): boolean => open > 0 && (quietForMs < quietMs || (undecided > 0 && sinceMs < undecidedMs));

interface Given {
  history: History;
  asked: readonly Asked[];
  sink: SmtpSink;
  networks: Networks | undefined;
}

interface Judged {
  verdict: Verdict;
  answers: AnswersVerdict;
  copies: string[];
}

/** Reads until nothing is missing and nothing waits, or the patience is over; the last reading counts. */
export const settle = async (
  api: Api,
  given: Given,
  patience: Partial<Patience> = {},
): Promise<Judged & { readableAfterMs: number | undefined }> => {
  const startedAt = Date.now();
  const since = () => Date.now() - startedAt;
  let movedAt = startedAt;
  let open = Number.POSITIVE_INFINITY;
  let last: Judged | undefined;
  let readableAfterMs: number | undefined;
  const goesOn = () => {
    const now = { open, undecided: last?.answers.pending.length ?? 0, sinceMs: since() };
    return mayStillEnd({ ...now, quietForMs: Date.now() - movedAt }, { ...usual, ...patience });
  };
  // Each reading asks for every thread: one after the other without a pause, they take the processor from what they wait for.
  for (; goesOn(); await pause(1_000)) {
    last = (await readAndJudge(api, given).catch(() => undefined)) ?? last;
    if (last?.verdict.lost.length === 0) readableAfterMs ??= since();
    const now = last ? last.verdict.lost.length + last.answers.pending.length : open;
    if (now < open && since() < atMostMs) movedAt = Date.now();
    open = Math.min(open, now);
  }
  if (!last) throw new Error('The API could not be read after the load');
  if (open > 0) console.error(lastWarnings());
  return { ...last, readableAfterMs };
};

const readAndJudge = async (api: Api, { history, asked, sink, networks }: Given): Promise<Judged> => {
  const verdict = judge(history.entries, await readBack(api));
  const said = await readAnswers(api, asked);
  const arrived = [...sink.mails, ...(networks?.answers() ?? [])];
  const answers = judgeAnswers(asked, said, arrived);
  return { verdict, answers, copies: copiesOf(answers.doubled, said, arrived) };
};
