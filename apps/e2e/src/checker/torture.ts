import { Dovecot } from '@filo/testing';
import { cp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { holds } from '../holds.js';
import { admin, Filo } from '../filo.js';
import type { Api } from '../api.js';
import { addMailbox, addNetworks, mailboxPassword, sessionOf, signedIn } from './accounts.js';
import { Agents } from './answer.js';
import { generate, seeded, type Item } from './generate.js';
import { History } from './history.js';
import { answersAreClean, type AnswersVerdict } from './judge-answers.js';
import { isClean, type Verdict } from './judge.js';
import { enterNewKeys, type Fault, type Struck } from './faults.js';
import { secretsIn, type FoundSecret } from './find-secrets.js';
import { networkNames, Networks } from './networks.js';
import { planFaults, type FaultsWanted } from './plan-faults.js';
import { sayAll } from './say.js';
import { settle, type Patience } from './settle.js';
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
  /** Where the logs of all parts stay when the installation is taken away, with when it was hit. */
  logsFolder?: string;
  /** How long it is waited for what is not there yet; each has a usual value. */
  patience?: Partial<Patience>;
}

export interface TortureResult {
  verdict: Verdict;
  answers: AnswersVerdict;
  clean: boolean;
  strikes: Strike[];
  /** Of each answer that is there twice: what the API says of it, and where it arrived. */
  copies: string[];
  /** Items that cannot be read, by the door that said yes. */
  lostAt: Partial<Record<Item['door'], number>>;
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
    // A customer's post behind a revoked key is not lost: nobody may read it.
    if (networks) await holds(() => enterNewKeys(networks, async () => api), { timeoutMs: 60_000 });
    if (account && options.reconcile !== false)
      await holds(() => api.request('POST', `/accounts/${account.id}/reconcile`), { timeoutMs: 60_000 });
    const { verdict, answers, copies, readableAfterMs } = await settle(
      api,
      { history, asked, sink, networks },
      options.patience,
    );
    const secrets = await secretsIn(filo.dataFolder, secretsOf(networks, api));
    const lost = new Set(verdict.lost);
    if (options.logsFolder) await keepLogs(filo, options.logsFolder, { strikes, copies, lost: [...lost] });
    return {
      verdict,
      answers,
      copies,
      lostAt: countBy(history.entries.filter(({ item }) => lost.has(item)).map(({ door }) => door)),
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
  { mailbox, ...around }: Omit<Struck, 'agents' | 'session'> & { mailbox: Dovecot | undefined },
  options: TortureOptions,
) => {
  const { filo, networks } = around;
  const { seed, perSecond } = options;
  const doors = doorsOf(mailbox, networks);
  const items = generate({ seed, count: options.items, persons: options.persons, doors });
  const history = new History(options.historyFile);
  const overMs = (options.items / perSecond) * 1000;
  const random = seeded(seed ^ 0x5eed);
  const session = sessionOf(filo);
  const agents = new Agents(session, seeded(seed ^ 0xa));
  const struck = { ...around, agents, session };
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
    setTimeout(() => patience.abort(), 180_000).unref();
  });
  // A fault that throws ends the run at once, instead of standing unheard until everything was said.
  const [, ...strikes] = await Promise.all([said, striking, ...besides]);
  return { history, asked: await agents.asked(), strikes: strikes.flat() };
};

const keepLogs = async (filo: Filo, folder: string, seen: object): Promise<void> => {
  await cp(join(filo.dataFolder, 'logs'), folder, { recursive: true });
  await writeFile(join(folder, 'torture.json'), JSON.stringify(seen, undefined, 2));
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
