// Keeps processes running: starts them again with growing pauses, and ends them in order.
import { closeSync } from 'node:fs';
import { join } from 'node:path';
import { nextRestart } from './backoff.mjs';
import { startChild, stopChild } from './child.mjs';
import { keepSmall, openLog, sizeOf, tailOf } from './log-file.mjs';

/** During start-up a process that ends this often will not get up: say why instead of trying for ever. */
const patienceAtStart = 3;
const restartedRetryMs = 2_000;
/** Where a start takes long the processor is what it lacks, and asking costs some of it. */
const pauseAfter = (waitedMs) => Math.min(400, Math.max(80, waitedMs / 10));

/**
 * @typedef {object} Kept a process to keep running
 * @property {string} name also names its log
 * @property {string[]} command
 * @property {object} [options] for `spawn`: environment, folder, user
 * @property {() => Promise<boolean>} isReady
 * @property {() => Promise<unknown>} [beforeStart] clears what an end left behind, before every start
 * @property {string} [stopSignal] SIGTERM
 */

export class Supervisor {
  #logFolder;
  #pidFile;
  #say;
  #kept = new Map();
  #stopping = false;
  #logWatch = setInterval(() => this.#keepLogsSmall(), 60_000).unref();

  constructor({ logFolder, pidFile, say }) {
    this.#logFolder = logFolder;
    this.#pidFile = pidFile;
    this.#say = say;
  }

  /** @param {Kept} process */
  keep(process) {
    if (this.#stopping) throw new Error('Stopped before everything was started.');
    const state = { ...process, log: this.#logOf(process.name), failures: 0, ready: false, logStart: 0 };
    this.#kept.set(process.name, state);
    void this.#start(state);
  }

  /** Resolves when the named processes say they are ready; rejects with the last words of one that cannot get up. */
  async ready(names, timeoutMs = 60_000) {
    const deadline = Date.now() + timeoutMs;
    await Promise.all(names.map((name) => this.#untilReady(this.#kept.get(name), deadline)));
  }

  /**
   * Runs `work` each time the named process was started again and is ready, until it succeeds: for servers that may come
   * back without their memory.
   */
  afterRestart(name, work) {
    const state = this.#kept.get(name);
    if (state) state.afterRestart = work;
  }

  /** Ends the named processes together. From the first call on nothing is started again. */
  async stop(names) {
    this.#stopping = true;
    clearInterval(this.#logWatch);
    const states = names.map((name) => this.#kept.get(name)).filter(Boolean);
    for (const { timer } of states) clearTimeout(timer);
    const stopOne = ({ child, stopSignal: signal }) => child && stopChild(child, { signal, graceMs: 15_000 });
    await Promise.all(states.map(stopOne));
  }

  /** For those who press Ctrl-C twice. */
  killAll() {
    this.#stopping = true;
    for (const { child } of this.#kept.values()) child?.kill('SIGKILL');
  }

  async #untilReady(state, deadline) {
    const startedAt = Date.now();
    while (!(await state.isReady())) {
      if (state.givenUp) throw new Error(state.givenUp);
      if (this.#stopping) throw new Error('Stopped before everything was ready.');
      if (Date.now() > deadline) throw new Error(`${state.name} is not ready in time. ${lastWords(state)}`);
      await new Promise((resolve) => setTimeout(resolve, pauseAfter(Date.now() - startedAt)));
    }
    state.ready = true;
    state.failures = 0;
  }

  async #start(state) {
    try {
      await state.beforeStart?.();
    } catch (error) {
      this.#say(`Before the start of ${state.name}: ${error.message}`);
    }
    if (!this.#stopping) this.#launch(state);
  }

  #launch(state) {
    state.logStart = sizeOf(state.log);
    const log = openLog(state.log);
    const startedAt = Date.now();
    const child = startChild(state.command, { ...state.options, stdio: ['ignore', log, log] });
    closeSync(log);
    state.child = child;
    child.once('spawn', () => this.#pidFile.add(state.name, child.pid));
    child.once('exit', (code, signal) =>
      this.#ended(state, signal ?? `code ${code}`, Date.now() - startedAt),
    );
    child.once('error', (error) => this.#ended(state, error.message, 0));
    if (state.ready && state.afterRestart) void this.#restarted(state, child);
  }

  async #restarted(state, child) {
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (this.#stopping || state.child !== child) return;
      if (!(await state.isReady())) continue;
      try {
        return await state.afterRestart();
      } catch (error) {
        if (this.#stopping) return;
        this.#say(
          `${state.name} is back, but not all is as it should be; it is tried again. ${error.message}`,
        );
        await new Promise((resolve) => setTimeout(resolve, restartedRetryMs));
      }
    }
  }

  #ended(state, how, livedMs) {
    if (!state.child) return;
    state.child = undefined;
    this.#pidFile.remove(state.name);
    if (this.#stopping) return;
    const { failures, waitMs } = nextRestart({ failures: state.failures, livedMs });
    state.failures = failures;
    if (!state.ready && failures >= patienceAtStart) {
      state.givenUp = `${state.name} does not start (${how}). ${lastWords(state)}`;
      return;
    }
    this.#say(`${state.name} ended (${how}); it starts again in ${waitMs / 1000} s. Log: ${state.log}`);
    state.timer = setTimeout(() => void this.#start(state), waitMs);
  }

  #logOf(name) {
    return join(this.#logFolder, `${name}.log`);
  }

  #keepLogsSmall() {
    for (const { log } of this.#kept.values()) keepSmall(log);
  }
}

const lastWords = ({ log, logStart }) => `Its last words, from ${log}:\n${tailOf(log, { from: logStart })}`;
