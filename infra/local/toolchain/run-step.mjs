// Runs one step of the preparation as a child, keeps its output, and can be ended from outside.
import { spawn } from 'node:child_process';
import { dieWithParent } from '../processes/child.mjs';

const running = new Set();
let stopped = false;

/** A step failed; `output` holds its last lines, `signal` what ended it from outside, such as its time limit. */
class StepFailed extends Error {
  constructor(what, how, output, signal) {
    super(`${what} failed (${how}).${output ? `\n${output}` : ''}`);
    this.output = output;
    this.signal = signal;
  }
}

/**
 * Runs `[command, ...args]` and answers its standard output. Lines are passed to `onLine` as they come.
 *
 * @param {string} what names the step in messages
 */
export function runStep(what, step, { cwd, env, onLine, timeoutMs = 20 * 60_000 } = {}) {
  if (stopped) return Promise.reject(new StepFailed(what, 'stopped', ''));
  return new Promise((resolve, reject) => {
    const [command, ...args] = [...dieWithParent(), ...step];
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs });
    running.add(child);
    const [standard, all] = [[], []];
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', (text) => {
        all.push(text);
        if (stream === child.stdout) standard.push(text);
        if (onLine) for (const line of text.split('\n').filter(Boolean)) onLine(line);
      });
    }
    const fail = (how, signal) => reject(new StepFailed(what, how, lastLines(all.join('')), signal));
    child.once('error', (error) => fail(error.message));
    child.once('close', (code, signal) => {
      running.delete(child);
      if (code === 0) resolve(standard.join(''));
      else fail(signal ?? `exit ${code}`, signal ?? undefined);
    });
  });
}

/** Ends whatever step runs, when the launcher is told to stop in the middle of its preparation. */
export function stopSteps() {
  stopped = true;
  for (const child of running) child.kill('SIGTERM');
}

const lastLines = (text) => text.trim().split('\n').slice(-25).join('\n');
