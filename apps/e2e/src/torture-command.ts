import { parseArgs } from 'node:util';
import { isClean } from './checker/judge.js';
import { torture } from './checker/torture.js';

const { values } = parseArgs({
  options: {
    items: { type: 'string', default: '2000' },
    persons: { type: 'string', default: '150' },
    kills: { type: 'string', default: '40' },
    rate: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Math.floor(Math.random() * 1_000_000)) },
    history: { type: 'string' },
  },
});

const seed = Number(values.seed);
const { verdict, kills, settledAfterMs } = await torture({
  items: Number(values.items),
  persons: Number(values.persons),
  kills: Number(values.kills),
  perSecond: Number(values.rate),
  seed,
  ...(values.history ? { historyFile: values.history } : {}),
});

const perPart = kills.reduce<Record<string, number>>(
  (count, { part }) => ({ ...count, [part]: (count[part] ?? 0) + 1 }),
  {},
);
console.table({
  items: verdict.items,
  ok: verdict.ok,
  unknown: verdict.unknown,
  kills: kills.length,
  lost: verdict.lost.length,
  double: verdict.double.length,
  wrong: verdict.wrong.length,
  misfiled: verdict.misfiled.length,
  unordered: verdict.unordered.length,
  ghost: verdict.ghost.length,
  settledAfterMs,
});
console.log('Kills per part:', perPart);
for (const fault of ['lost', 'double', 'wrong', 'misfiled', 'unordered', 'ghost'] as const) {
  if (verdict[fault].length > 0) console.log(`${fault}: ${verdict[fault].slice(0, 20).join(', ')}`);
}
console.log(`Repeat with --seed ${seed}`);
process.exitCode = isClean(verdict) && verdict.unknown === 0 ? 0 : 1;
