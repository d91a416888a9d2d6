import { parseArgs } from 'node:util';
import {
  freeze,
  killLauncher,
  parts,
  rollBusBack,
  socialFaults,
  wipeBus,
  type Fault,
} from './checker/faults.js';
import { torture } from './checker/torture.js';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    persons: { type: 'string', default: '150' },
    kills: { type: 'string', default: '40' },
    'double-kills': { type: 'string', default: '0' },
    answers: { type: 'string', default: '200' },
    /** Separated by commas: `freeze`, `launcher`, `wipe-bus`, `roll-bus-back`; a number after `*` repeats. */
    faults: { type: 'string', default: '' },
    mailbox: { type: 'boolean', default: false },
    networks: { type: 'boolean', default: false },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    history: { type: 'string' },
  },
});

const named: Record<string, readonly Fault[]> = {
  freeze: parts.map((part) => freeze(part, 30_000)),
  launcher: [killLauncher],
  'wipe-bus': [wipeBus],
  'roll-bus-back': [rollBusBack(5_000)],
};
const faults = values.faults
  .split(',')
  .filter(Boolean)
  .flatMap((word) => {
    const [name = '', times = '1'] = word.split('*');
    const known = named[name];
    if (!known) throw new Error(`No such fault: ${name}. There are: ${Object.keys(named).join(', ')}`);
    return Array.from({ length: Number(times) }, () => known).flat();
  });

const seed = Number(values.seed);
const { verdict, answers, strikes, through, posted, clean, readableAfterMs, settledAfterMs } = await torture({
  items: Number(values.items),
  persons: Number(values.persons),
  kills: Number(values.kills),
  doubleKills: Number(values['double-kills']),
  answers: Number(values.answers),
  faults,
  withMailbox: values.mailbox,
  withNetworks: values.networks,
  beside: values.networks ? socialFaults : [],
  perSecond: Number(values.rate),
  seed,
  ...(values.history ? { historyFile: values.history } : {}),
});

const counted = (all: object) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, Array.isArray(one) ? one.length : one]));
const listed = (all: object) => {
  for (const [name, one] of Object.entries(all)) {
    if (Array.isArray(one) && one.length > 0) console.log(`${name}: ${one.slice(0, 20).join(', ')}`);
  }
};
const perPart = new Map<string, number>();
for (const { hit } of strikes) perPart.set(hit, (perPart.get(hit) ?? 0) + 1);

console.table({ ...counted(verdict), strikes: strikes.length, readableAfterMs, settledAfterMs });
console.log('Answers');
console.table(counted(answers));
console.log('Through:', through, `Posted at networks: ${posted}`);
console.log('Hit:', Object.fromEntries(perPart));
listed(verdict);
listed(answers);
console.log(`Repeat with --seed ${seed}`);
process.exitCode = clean ? 0 : 1;
