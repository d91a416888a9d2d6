export interface SeenEvent {
  id: string;
  event: string;
  data: Record<string, unknown>;
}

/** Reads server-sent events as a browser does, and keeps them. */
export class EventReader {
  readonly seen: SeenEvent[] = [];
  lastId: string | undefined;
  ended = false;
  readonly #stop = new AbortController();

  static async open(
    url: string,
    cookie: string,
    lastEventId?: string,
    more: Record<string, string> = {},
  ): Promise<EventReader> {
    const reader = new EventReader();
    const response = await fetch(`${url}/api/v1/events`, {
      headers: { cookie, ...more, ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }) },
      signal: reader.#stop.signal,
    });
    if (response.status !== 200 || !response.body) throw new Error(`no events: ${response.status}`);
    void reader.#read(response.body).finally(() => (reader.ended = true));
    return reader;
  }

  close(): void {
    this.#stop.abort();
  }

  async #read(body: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    let rest = '';
    try {
      for await (const chunk of body) {
        rest += decoder.decode(chunk as Uint8Array, { stream: true });
        const blocks = rest.split('\n\n');
        rest = blocks.pop() ?? '';
        blocks.forEach((block) => this.#take(block));
      }
    } catch {
      // Closed by the test.
    }
  }

  #take(block: string): void {
    const fields = new Map(
      block.split('\n').map((line) => [line.split(': ')[0], line.slice(line.indexOf(': ') + 2)]),
    );
    this.lastId = fields.get('id') ?? this.lastId;
    const data = fields.get('data');
    if (data === undefined) return;
    this.seen.push({
      id: this.lastId ?? '',
      event: fields.get('event') ?? 'message',
      data: JSON.parse(data),
    });
  }
}
