import { Injectable, type MessageEvent } from '@nestjs/common';
import {
  concatMap,
  endWith,
  filter,
  from,
  ignoreElements,
  interval,
  map,
  merge,
  takeUntil,
  takeWhile,
  type Observable,
} from 'rxjs';
import type { Reader } from '../access/reader.js';
import { PassingDrafts } from '../drafts/passing-drafts.js';
import { PresentAgents } from '../presence/present-agents.js';
import { SessionEnds } from '../sessions/session-ends.js';
import { LiveTail, type LiveBatch, type LiveRow } from './live-tail.js';
import { TellReader } from './tell-reader.js';

const heartbeatMs = 20_000;

export interface StreamRequest {
  reader: Reader;
  /** What the browser saw last, from `Last-Event-ID`. */
  lastEventId: string | undefined;
  /** Looks again who asks; undefined when the session or token is over. */
  stillThere(): Promise<Reader | undefined>;
}

type Step =
  | { type: 'start' }
  | { type: 'batch'; batch: LiveBatch }
  | { type: 'presence'; threadId: string }
  | { type: 'drafts'; agentId: string; device: string | null }
  | { type: 'heartbeat' };

interface StreamState {
  reader: Reader | undefined;
  passed: number;
  /** What the page knows of who is at a thread, where somebody is: what it may ask for itself as it opens, then what was said last. */
  present: Map<string, string>;
}

/**
 * The events of one reader. It knows which number it has passed; a batch that follows on it is used as it came, else it
 * reads what lies between, so that neither a reconnect nor a slow moment leaves a gap. Steps run one after the other.
 */
@Injectable()
export class EventStream {
  constructor(
    private readonly tail: LiveTail,
    private readonly tellReader: TellReader,
    private readonly ends: SessionEnds,
    private readonly present: PresentAgents,
    private readonly drafts: PassingDrafts,
  ) {}

  run(request: StreamRequest): Observable<MessageEvent> {
    const state: StreamState = { reader: request.reader, passed: 0, present: new Map() };
    const key = request.reader.sessionKey?.toString('hex');
    const { agentId } = request.reader;
    const steps = merge(
      from([{ type: 'start' } as Step]),
      this.tail.batches.pipe(map((batch): Step => ({ type: 'batch', batch }))),
      this.present.changed.pipe(map((threadId): Step => ({ type: 'presence', threadId }))),
      this.drafts.changed.pipe(
        filter(({ agentId }) => agentId === request.reader.agentId),
        map((changed): Step => ({ type: 'drafts', ...changed })),
      ),
      interval(heartbeatMs).pipe(map((): Step => ({ type: 'heartbeat' }))),
    );
    return steps.pipe(
      concatMap((step) => this.take(step, request, state)),
      takeWhile(() => state.reader !== undefined),
      concatMap((events) => from(events)),
      takeUntil(this.tail.batches.pipe(ignoreElements(), endWith('shutdown'))),
      takeUntil(this.ends.ended.pipe(filter((ended) => ended === key || ended === agentId))),
    );
  }

  private async take(step: Step, request: StreamRequest, state: StreamState): Promise<MessageEvent[]> {
    if (!state.reader) return [];
    switch (step.type) {
      case 'start':
        // Together with the subscription, so that whoever leaves after this moment is told to have left.
        for (const { threadId, agents } of this.present.list(state.reader).threads)
          state.present.set(threadId, JSON.stringify(agents));
        return this.start(request.lastEventId, state.reader, state);
      case 'batch':
        if (step.batch.last <= state.passed) return [];
        return this.pass(
          step.batch.after === state.passed ? step.batch.rows : undefined,
          state.reader,
          state,
        );
      case 'presence':
        return this.tellPresence(step.threadId, state.reader, state);
      case 'drafts':
        return [passing(state, 'drafts', { device: step.device })];
      case 'heartbeat':
        state.reader = await request.stillThere();
        return [{ ...passedBy(state), comment: 'alive' } as MessageEvent];
    }
  }

  /** Nothing is said of a thread at which the reader may know of nobody, unless somebody just left it. */
  private tellPresence(threadId: string, reader: Reader, state: StreamState): MessageEvent[] {
    const agents = this.present.at(threadId, reader);
    const now = JSON.stringify(agents);
    if (now === (state.present.get(threadId) ?? '[]')) return [];
    if (agents.length > 0) state.present.set(threadId, now);
    else state.present.delete(threadId);
    return [passing(state, 'presence', { threadId, agents })];
  }

  private async start(
    lastEventId: string | undefined,
    reader: Reader,
    state: { passed: number },
  ): Promise<MessageEvent[]> {
    const seen =
      lastEventId === undefined || !/^\d{1,15}$/.test(lastEventId) ? undefined : Number(lastEventId);
    if (seen !== undefined && (await this.tail.canResume(seen))) {
      state.passed = seen;
      return [
        { ...passedBy(state), comment: 'resumed' } as MessageEvent,
        ...(await this.pass(undefined, reader, state)),
      ];
    }
    state.passed = await this.tail.newest();
    const id = String(state.passed);
    // The id gives the browser something to resume from before the first event comes.
    const ready = { id, comment: 'ready' } as MessageEvent;
    return lastEventId === undefined ? [ready] : [{ id, type: 'resync', data: {} }];
  }

  /** Everything after the number passed; without rows given it reads until there are no more. */
  private async pass(
    given: readonly LiveRow[] | undefined,
    reader: Reader,
    state: { passed: number },
  ): Promise<MessageEvent[]> {
    const told: MessageEvent[] = [];
    for (let rows = given ?? (await this.tail.read(state.passed)); rows.length > 0;) {
      told.push(...(await this.tellReader.run(reader, rows)));
      state.passed = rows.at(-1)!.number;
      rows = given ? [] : await this.tail.read(state.passed);
    }
    return told;
  }
}

/** The id that was passed last: a stream gives numbers of its own to what has none, and a browser would resume from those. */
const passedBy = ({ passed }: Pick<StreamState, 'passed'>) => ({ id: String(passed) });

const passing = (state: StreamState, type: string, data: object): MessageEvent => ({
  ...passedBy(state),
  type,
  data,
});
