import type { AnswerForgotten } from '../agent-links/answer-forgotten.js';
import { untilAborted } from '../worker/until-aborted.js';
import type { HandOver } from './hand-over.js';

const everyMs = 2_000;
/** Requests answered before topics move again: whoever asks without end holds up nobody's hand-over. */
const answersAtOnce = 20;

/** Mails links to agents who forgot their password, and finishes what a deactivation had no time for. */
export class TendAgents {
  constructor(private readonly parts: { forgotten: AnswerForgotten; handOver: HandOver }) {}

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const more = await this.#answerSome(signal);
      await this.parts.handOver.goOn();
      if (!more) await untilAborted(everyMs, signal);
    }
  }

  /** Resolves with whether there may be more to answer. */
  async #answerSome(signal: AbortSignal): Promise<boolean> {
    for (let answered = 0; answered < answersAtOnce && !signal.aborted; answered++)
      if (!(await this.parts.forgotten.once())) return false;
    return true;
  }
}
