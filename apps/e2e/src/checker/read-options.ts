import { parseArgs } from 'node:util';
import { flipBusBit, rollBusBack, truncateBus, wipeBus } from './bus-faults.js';
import { freeze, killLauncher, parts, socialFaults, type Fault } from './faults.js';
import type { TortureOptions } from './torture.js';

const named: Record<string, readonly Fault[]> = {
  freeze: parts.map((part) => freeze(part, 30_000)),
  launcher: [killLauncher],
  'wipe-bus': [wipeBus],
  'roll-bus-back': [rollBusBack(5_000)],
  'truncate-bus': [truncateBus],
  'flip-bus-bit': [flipBusBit],
};

export const usage = `npm run torture -- [options]

Customers write and agents answer through the real doors while parts are killed, and worse; then everything is read back by the
public API, counted and judged. Ends with 0 when nothing is lost, doubled, changed, misfiled or open, and with 1 otherwise.

  --items N         messages of customers (2000)
  --persons N       who write them (150)
  --answers N       that agents ask for meanwhile (200)
  --kills N         kill -9 of one part each, every part as often as the others (40)
  --double-kills N  kill -9 of two parts in the same moment (0)
  --faults A,B*3    worse than that: ${Object.keys(named).join(', ')}; a number after * repeats
  --mailbox         items come by a mailbox too: needs Dovecot, which is installed where that is possible
  --networks        customers post at X, Bluesky and Mastodon too (servers of ours on loopback)
  --rate N          items a second (50), or
  --minutes N       all of them in so many minutes
  --seed N          repeats what was done, and when (another each time)
  --history FILE    what was said and when, a line of JSON each
  --logs DIR        where the logs of all parts stay, and when each was hit`;

/** Of {@link readOptions}: something was asked for that there is not. Nothing was done. */
export class UnclearOptions extends Error {}

/**
 * Reads the arguments of `npm run torture`; undefined: how it is used was asked for.
 *
 * @throws UnclearOptions for an option, fault or number that there is not
 */
export const readOptions = (args: string[]): (TortureOptions & { seed: number }) | undefined => {
  const values = parsed(args);
  if (values.help) return undefined;
  const items = count('items', values.items);
  const minutes = values.minutes === undefined ? undefined : positive('minutes', values.minutes);
  return {
    items,
    persons: count('persons', values.persons),
    answers: count('answers', values.answers, 0),
    kills: count('kills', values.kills, 0),
    doubleKills: count('double-kills', values['double-kills'], 0),
    faults: values.faults.split(',').filter(Boolean).flatMap(repeated),
    withMailbox: values.mailbox,
    withNetworks: values.networks,
    beside: values.networks ? socialFaults : [],
    perSecond: minutes === undefined ? positive('rate', values.rate) : items / (minutes * 60),
    seed: count('seed', values.seed, 0),
    ...(values.history ? { historyFile: values.history } : {}),
    ...(values.logs ? { logsFolder: values.logs } : {}),
  };
};

const parsed = (args: string[]) => {
  try {
    return parseArgs({
      args,
      options: {
        items: { type: 'string', default: '2000' },
        persons: { type: 'string', default: '150' },
        answers: { type: 'string', default: '200' },
        kills: { type: 'string', default: '40' },
        'double-kills': { type: 'string', default: '0' },
        faults: { type: 'string', default: '' },
        mailbox: { type: 'boolean', default: false },
        networks: { type: 'boolean', default: false },
        rate: { type: 'string', default: '50' },
        minutes: { type: 'string' },
        seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
        history: { type: 'string' },
        logs: { type: 'string' },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UnclearOptions(error instanceof Error ? error.message : String(error), { cause: error });
  }
};

const repeated = (word: string): Fault[] => {
  const [name = '', times] = word.split('*');
  const known = named[name];
  if (!known) throw new UnclearOptions(`No such fault: ${name}. There are: ${Object.keys(named).join(', ')}`);
  return Array.from({ length: times === undefined ? 1 : count(name, times) }, () => known).flat();
};

const count = (name: string, value: string, least = 1): number => {
  if (!/^\d{1,9}$/.test(value) || Number(value) < least)
    throw new UnclearOptions(`--${name} is a whole number from ${least}, not ${value}`);
  return Number(value);
};

const positive = (name: string, value: string): number => {
  if (!(Number(value) > 0)) throw new UnclearOptions(`--${name} is a number above 0, not ${value}`);
  return Number(value);
};
