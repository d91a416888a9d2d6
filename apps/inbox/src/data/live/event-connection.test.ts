import { ReadableStream, TextDecoderStream } from 'node:stream/web';
import { TextEncoder } from 'node:util';
import { EventConnection } from './event-connection';

// A browser has it, the page of these tests does not.
Object.assign(globalThis, { TextDecoderStream });

/** A stream that a test writes, and what was asked of it. */
function server() {
  const asked: (string | null)[] = [];
  let write: (text: string) => void = () => undefined;
  let cut: () => void = () => undefined;
  const fetched = globalThis.fetch;
  globalThis.fetch = ((_: string, { headers }: { headers: Record<string, string> }) => {
    asked.push(headers['last-event-id'] ?? null);
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        write = (text) => controller.enqueue(new TextEncoder().encode(text));
        cut = () => controller.error(new Error('cut'));
      },
    });
    return Promise.resolve({ status: 200, ok: true, body });
  }) as unknown as typeof fetch;
  const stop = () => (globalThis.fetch = fetched);
  return { asked, write: (text: string) => write(text), cut: () => cut(), stop };
}

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test('it stands only once it is told from where it is followed, and resumes from there after a break', async () => {
  const stream = server();
  const states: string[] = [];
  const kinds: string[] = [];
  const connection = new EventConnection('/events', {
    onEvent: ({ kind }) => kinds.push(kind),
    onState: (state) => states.push(state),
    onSignedOut: () => undefined,
  });
  void connection.run();
  await soon();
  stream.write('\n');
  await soon();
  expect(states).toEqual([]);
  stream.write(': ready\nid: 41\n\n');
  await soon();
  expect([states, connection.lastId, kinds]).toEqual([['live'], '41', []]);
  stream.cut();
  await soon();
  expect(states).toEqual(['live', 'offline']);
  dispatchEvent(new Event('online'));
  await soon();
  expect(stream.asked).toEqual([null, '41']);
  expect(states.at(-1)).toBe('catching-up');
  connection.stop();
  stream.stop();
});
