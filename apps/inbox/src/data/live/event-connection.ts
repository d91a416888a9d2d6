import type { LiveEvent } from '@filo/contracts/http';
import type { ConnectionState } from '../../state/connection';
import { makeEventStreamParser, type StreamEvent } from './parse-event-stream';

export interface LiveListener {
  onEvent(event: LiveEvent, id: string | undefined): void;
  onState(state: ConnectionState): void;
  /** The session is gone: the connection rests until it is started again. */
  onSignedOut(): void;
}

/** Longer than two heartbeats of the server: a stream silent for this long is dead. */
const silenceMs = 45_000;
/** After a reconnect the replay counts as complete when nothing came for this long. */
const quietMs = 300;

const backoffMs = (attempt: number) => Math.min(15_000, 500 * 2 ** attempt) * (0.75 + Math.random() / 2);

/** An event as the API sends it: the kind in the SSE field `event`, the rest as JSON. */
export const readLiveEvent = ({ event, data }: StreamEvent): LiveEvent =>
  ({ ...(JSON.parse(data) as object), kind: event }) as LiveEvent;

/**
 * Follows the events of the API without a gap: after a break it resumes behind the last id it has seen. Made on `fetch`
 * rather than `EventSource`, because a tab that takes over from another one has to name the id it resumes from.
 */
export class EventConnection {
  #lastId: string | undefined;
  #stopped = new AbortController();
  #opened = false;

  constructor(
    private readonly url: string,
    private readonly listener: LiveListener,
    lastId?: string,
  ) {
    this.#lastId = lastId;
  }

  get lastId(): string | undefined {
    return this.#lastId;
  }

  async run(): Promise<void> {
    for (let attempt = 0; !this.#stopped.signal.aborted; attempt += 1) {
      const call = new AbortController();
      const stop = () => call.abort();
      this.#stopped.signal.addEventListener('abort', stop);
      try {
        const outcome = await this.#follow(call, () => (attempt = 0));
        if (outcome === 'signed-out') return this.listener.onSignedOut();
      } catch {
        // Whatever broke the stream, the answer is the same: come back and resume.
      } finally {
        this.#stopped.signal.removeEventListener('abort', stop);
      }
      if (this.#stopped.signal.aborted) return;
      this.listener.onState('offline');
      await this.#pause(backoffMs(attempt));
    }
  }

  stop(): void {
    this.#stopped.abort();
  }

  async #follow(call: AbortController, onOpen: () => void): Promise<'ended' | 'signed-out'> {
    const response = await fetch(this.url, {
      credentials: 'same-origin',
      signal: call.signal,
      headers: { accept: 'text/event-stream', ...(this.#lastId ? { 'last-event-id': this.#lastId } : {}) },
    });
    if (response.status === 401) return 'signed-out';
    if (!response.ok || !response.body) throw new Error(`events answered ${response.status}`);
    onOpen();
    // Who has nothing to resume from is told first from where it is followed: what changes before that is read, and not heard.
    if (this.#lastId !== undefined) this.#stands(this.#opened ? 'catching-up' : 'live');
    const parse = makeEventStreamParser();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let silence: ReturnType<typeof setTimeout> | undefined;
    const settle = () => {
      if (this.#opened) this.listener.onState('live');
    };
    let quiet = setTimeout(settle, quietMs);
    try {
      for (;;) {
        clearTimeout(silence);
        silence = setTimeout(() => call.abort(), silenceMs);
        const { value, done } = await reader.read();
        if (done) return 'ended';
        clearTimeout(quiet);
        for (const event of parse(value)) this.#take(event);
        quiet = setTimeout(settle, quietMs);
      }
    } finally {
      clearTimeout(silence);
      clearTimeout(quiet);
    }
  }

  #take(event: StreamEvent): void {
    if (event.id) this.#lastId = event.id;
    if (!this.#opened) this.#stands('live');
    if (event.data !== '') this.listener.onEvent(readLiveEvent(event), event.id);
  }

  #stands(state: ConnectionState): void {
    this.#opened = true;
    this.listener.onState(state);
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(wake, ms);
      function wake() {
        clearTimeout(timer);
        removeEventListener('online', wake);
        resolve();
      }
      addEventListener('online', wake);
      this.#stopped.signal.addEventListener('abort', wake, { once: true });
    });
  }
}
