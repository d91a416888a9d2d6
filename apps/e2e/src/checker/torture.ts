import { Dovecot } from '@filo/testing';
import { holds } from '../holds.js';
import { admin, Filo } from '../filo.js';
import type { Api } from '../api.js';
import { addMailbox, addNetworks, mailboxPassword, sessionOf, signedIn } from './accounts.js';
import { Agents, readAnswers, type Asked } from './answer.js';
import { generate, seeded, type Item } from './generate.js';
import { History } from './history.js';
import { answersAreClean, judgeAnswers, type AnswersVerdict } from './judge-answers.js';
import { isClean, judge, type Verdict } from './judge.js';
import type { Fault, Struck } from './faults.js';
import { secretsIn, type FoundSecret } from './find-secrets.js';
import { networkNames, Networks } from './networks.js';
import { planFaults, type FaultsWanted } from './plan-faults.js';
import { readBack } from './read-back.js';
import { sayAll } from './say.js';
import { SmtpSink } from './smtp-sink.js';
import { strike, type Strike } from './strike.js';

export interface TortureOptions extends FaultsWanted {
  items: number;
  persons: number;
  /** Replies that agents ask for meanwhile. */
  answers: number;
  answersPerSecond?: number;
  perSecond: number;
  seed: number;
  /** Items come by a mailbox too, and a reconcile is asked for at the end. */
  withMailbox?: boolean;
  reconcile?: boolean;
  /** Customers post at three public networks too, and are answered there. */
  withNetworks?: boolean;
  /** What takes its time, such as waiting for an answer to be posted: rows of faults, all done beside all that. */
  beside?: readonly (readonly Fault[])[];
  /** Every so many items are said again after the yes, as by a mail server that did not hear it. */
  repeatEvery?: number;
  sink?: { hangUpEvery?: number; slowMs?: number };
  /** Another build than this checkout's. */
  root?: string;
  historyFile?: string;
  settleMs?: number;
}

export interface TortureResult {
  verdict: Verdict;
  answers: AnswersVerdict;
  clean: boolean;
  strikes: Strike[];
  /** Passwords and keys of ours that stand in a file of the installation. */
  secrets: FoundSecret[];
  /** How many items came by each door, and answers of ours stand at the networks. */
  through: Partial<Record<Item['door'], number>>;
  posted: number;
  /** How long somebody stood before a door until it said yes, at most. */
  longestWaitMs: number;
  /** From the end of the load, and of the question to reconcile, until every item could be read; undefined: never. */
  readableAfterMs: number | undefined;
  /** Until nothing waited any more, or the patience was over. */
  settledAfterMs: number;
}

/** Customers write and agents answer through the real doors while parts fail; then everything is read back and judged. */
export const torture = async (options: TortureOptions): Promise<TortureResult> => {
  const sink = await SmtpSink.start(options.sink ?? { hangUpEvery: 40 });
  const mailbox = options.withMailbox
    ? await Dovecot.start({ users: { support: mailboxPassword } })
    : undefined;
  const networks = options.withNetworks ? await Networks.start() : undefined;
  let filo: Filo | undefined;
  try {
    filo = await Filo.start({
      ...(options.root ? { root: options.root } : {}),
      env: {
        ...{ FILO_FORM_RATE: '1000000', FILO_WORKERS: '2', FILO_SMTP_OUT: sink.url },
        ...networks?.env(),
      },
    });
    const account = mailbox && (await addMailbox(await filo.signIn(), mailbox, sink));
    if (networks) await addNetworks(await filo.signIn(), networks);
    const { history, asked, strikes } = await load({ filo, mailbox, sink, networks }, options);
    const endedAt = Date.now();
    const api = await signedIn(filo);
    if (account && options.reconcile !== false)
      await holds(() => api.request('POST', `/accounts/${account.id}/reconcile`), { timeoutMs: 60_000 });
    const { verdict, answers, readableAfterMs } = await settle(
      api,
      { history, asked, sink, networks },
      options.settleMs ?? 120_000,
    );
    const secrets = await secretsIn(filo.dataFolder, secretsOf(networks, api));
    return {
      verdict,
      answers,
      secrets,
      clean: isClean(verdict) && verdict.unknown === 0 && answersAreClean(answers) && secrets.length === 0,
      strikes,
      through: countBy(history.entries.map(({ door }) => door)),
      posted: networks?.answers().length ?? 0,
      longestWaitMs: Math.max(...history.entries.map(({ invokedAt, endedAt }) => endedAt - invokedAt)),
      readableAfterMs,
      settledAfterMs: Date.now() - endedAt,
    };
  } finally {
    await filo?.remove();
    await mailbox?.stop();
    await networks?.stop();
    await sink.stop();
  }
};

const load = async (
  { mailbox, ...around }: Omit<Struck, 'agents'> & { mailbox: Dovecot | undefined },
  options: TortureOptions,
) => {
  const { filo, networks } = around;
  const { seed, perSecond } = options;
  const doors = doorsOf(mailbox, networks);
  const items = generate({ seed, count: options.items, persons: options.persons, doors });
  const history = new History(options.historyFile);
  const overMs = (options.items / perSecond) * 1000;
  const random = seeded(seed ^ 0x5eed);
  const agents = new Agents(sessionOf(filo), seeded(seed ^ 0xa));
  const struck = { ...around, agents };
  const patience = new AbortController();
  const striking = strike(struck, planFaults(options, random), {
    overMs,
    random,
    signal: patience.signal,
  });
  const besides = (options.beside ?? []).map((row, n) =>
    strike(struck, row, {
      ...{ overMs: overMs / 2, random: seeded(seed ^ (0xbe5 + n)), signal: patience.signal },
    }),
  );
  const answering = agents.answerAll({
    count: options.answers,
    perSecond: options.answersPerSecond ?? (options.answers / overMs) * 1000,
  });
  const saying = sayAll(items, {
    ports: filo.ports,
    formUrl: filo.formUrl,
    mailbox,
    networks,
    history,
    perSecond,
    attemptsMax: 60,
    repeatEvery: options.repeatEvery ?? 20,
  });
  const said = Promise.all([saying, answering]).then(() => {
    setTimeout(() => patience.abort(), 120_000).unref();
  });
  // A fault that throws ends the run at once, instead of standing unheard until everything was said.
  const [, ...strikes] = await Promise.all([said, striking, ...besides]);
  return { history, asked: await agents.asked(), strikes: strikes.flat() };
};

/** Reads until nothing is missing and nothing waits, or the time is up; the last reading counts. */
const settle = async (
  api: Api,
  given: { history: History; asked: readonly Asked[]; sink: SmtpSink; networks: Networks | undefined },
  timeoutMs: number,
): Promise<Pick<TortureResult, 'verdict' | 'answers' | 'readableAfterMs'>> => {
  const startedAt = Date.now();
  let last: { verdict: Verdict; answers: AnswersVerdict } | undefined;
  let readableAfterMs: number | undefined;
  await holds(
    async () => {
      const verdict = judge(given.history.entries, await readBack(api));
      const said = await readAnswers(api, given.asked);
      const answers = judgeAnswers(given.asked, said, [
        ...given.sink.mails,
        ...(given.networks?.answers() ?? []),
      ]);
      last = { verdict, answers };
      if (verdict.lost.length === 0) readableAfterMs ??= Date.now() - startedAt;
      if (verdict.lost.length > 0) throw new Error(`${verdict.lost.length} items cannot be read yet`);
      if (answers.pending.length > 0) throw new Error(`${answers.pending.length} answers still wait`);
    },
    // Each reading asks for every thread: one after the other without a pause, they take the processor from what they wait for.
    { timeoutMs, intervalMs: 1_000 },
  ).catch(() => undefined);
  if (!last) throw new Error('The API could not be read after the load');
  return { ...last, readableAfterMs };
};

const secretsOf = (networks: Networks | undefined, api: Api): Map<string, string> =>
  new Map([
    [mailboxPassword, 'mailbox'],
    [admin.password, 'administrator'],
    [api.cookie.split('=')[1] ?? '', 'session'],
    ...(networks?.secrets ?? []),
  ]);

const countBy = <Key extends string>(all: readonly Key[]): Partial<Record<Key, number>> => {
  const counts: Partial<Record<Key, number>> = {};
  for (const one of all) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
};

const doorsOf = (mailbox: Dovecot | undefined, networks: Networks | undefined): Item['door'][] => [
  ...(mailbox ? (['mail', 'form', 'mailbox'] as const) : (['mail', 'mail', 'form'] as const)),
  ...(networks ? networkNames : []),
];
