import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PidFile, endLeftovers } from '../processes/pid-file.mjs';
import { Supervisor } from '../processes/supervisor.mjs';
import { startChild } from '../processes/child.mjs';
import { eventually, runs, testFolder } from './folder.mjs';

let folder;
let said;
let supervisor;
beforeEach(() => {
  folder = testFolder();
  said = [];
  supervisor = new Supervisor({
    logFolder: join(folder, 'logs'),
    pidFile: new PidFile(folder),
    say: (line) => said.push(line),
  });
});
afterEach(() => supervisor.stop(['part']));

/** A process that writes a file when it is up. */
const part = (source, name = 'part') => ({
  name,
  command: [process.execPath, '-e', source],
  isReady: async () => existsSync(join(folder, 'up')),
});
const up = () => `require('fs').writeFileSync(${JSON.stringify(join(folder, 'up'))}, String(process.pid));`;
const forever = 'setInterval(() => {}, 1000);';
const pids = () => JSON.parse(readFileSync(join(folder, 'pids.json'), 'utf8'));

test('a killed process is started again and its new number written down', async () => {
  supervisor.keep(part(up() + forever));
  await supervisor.ready(['part']);
  const first = await eventually(() => pids().part, 'pid written');
  process.kill(first, 'SIGKILL');
  const second = await eventually(() => pids().part !== first && pids().part, 'started again');
  expect(runs(second)).toBe(true);
  expect(said.join()).toMatch(/part ended \(SIGKILL\); it starts again in 0.5 s. Log: .*part\.log/);
});

test('what must follow a new start is done after it, again until it succeeds, and not after the first', async () => {
  const done = [];
  supervisor.keep(part(up() + forever));
  await supervisor.ready(['part']);
  supervisor.afterRestart('part', async () => {
    done.push(pids().part);
    if (done.length === 1) throw new Error('not yet');
  });
  const first = await eventually(() => pids().part, 'pid written');
  process.kill(first, 'SIGKILL');
  await eventually(() => done.length === 2, 'done');
  expect(done.includes(first)).toBe(false);
  expect(said.join()).toContain('not yet');
});

test('what clears the way is done before every start, and its failure keeps nothing from starting', async () => {
  const cleared = [];
  const beforeStart = async () => {
    cleared.push(existsSync(join(folder, 'pids.json')) ? pids().part : undefined);
    if (cleared.length === 2) throw new Error('not allowed');
  };
  supervisor.keep({ ...part(up() + forever), beforeStart });
  await supervisor.ready(['part']);
  const first = await eventually(() => pids().part, 'pid written');
  process.kill(first, 'SIGKILL');
  await eventually(() => pids().part !== first && pids().part, 'started again');
  expect(cleared).toEqual([undefined, undefined]);
  expect(said.join()).toContain('Before the start of part: not allowed');
});

test('one that cannot get up is given up with its last words', async () => {
  supervisor.keep(part(`console.error('the key is missing'); process.exit(3)`));
  await expect(supervisor.ready(['part'])).rejects.toThrow(
    /part does not start \(code 3\)[^]*the key is missing/,
  );
});

test('last words in JSON lines are read for people', async () => {
  supervisor.keep(
    part(`console.log(JSON.stringify({ msg: 'cannot start', err: { message: 'no bus' } })); process.exit(1)`),
  );
  await expect(supervisor.ready(['part'])).rejects.toThrow(/\ncannot start: no bus$/);
});

test('stopping waits for an orderly end and starts nothing again', async () => {
  const done = join(folder, 'done');
  const orderly = `process.on('SIGTERM', () => { require('fs').writeFileSync(${JSON.stringify(done)}, ''); process.exit(0) });`;
  supervisor.keep(part(orderly + up() + forever));
  await supervisor.ready(['part']);
  const pid = pids().part;
  await supervisor.stop(['part']);
  expect(existsSync(done)).toBe(true);
  expect(runs(pid)).toBe(false);
  expect(pids()).toEqual({});
});

test('the next start ends what a killed launcher left, also when it will not listen', async () => {
  const stubborn = startChild([
    process.execPath,
    '-e',
    `process.on('SIGTERM', () => {}); ${up()} ${forever}`,
  ]);
  await eventually(() => existsSync(join(folder, 'up')), 'up');
  new PidFile(folder).add('stubborn', stubborn.pid);
  expect(await endLeftovers(folder, { graceMs: 200 })).toEqual(['stubborn']);
  await eventually(() => !runs(stubborn.pid), 'ended');
});

test('a stranger who got the number of a former child is left alone', async () => {
  const entry = { name: 'old', pid: process.pid, identity: 'from before the reboot' };
  writeFileSync(join(folder, 'children.json'), JSON.stringify([entry]));
  expect(await endLeftovers(folder)).toEqual([]);
});
