import { wait, type Listening } from '@filo/connector';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { z } from 'zod';
import type { MastodonClient } from '../mastodon-client.js';
import { streamAt } from './stream-address.js';

const reopenMs = 10_000;
const silentMaxMs = 90_000;

/** What a stream tells; a post that it names is still to be looked at. */
export interface Told {
  /** Something may have come, also while no line stood. */
  news(): void;
  /** A post may have been changed or deleted. */
  changed(postId: string): void;
}

/**
 * Listens to the stream of an account until the signal aborts. It is a bell, not a source: whatever rings, the account is read
 * from where it stood, so that nothing depends on a line that breaks. Never throws. The lines are our own: those of `masto` write
 * the token to the console when one breaks.
 */
export const keepStreaming = async (
  client: MastodonClient,
  told: Told,
  { signal, log }: Pick<Listening, 'signal' | 'log'>,
): Promise<void> => {
  while (!signal.aborted) {
    try {
      const { instance, accessToken } = client.login;
      const { url, lookup } = streamAt((await client.instance()).configuration?.urls?.streaming, instance);
      const line = new WebSocket(url, [accessToken], { ...options, ...(lookup && { lookup }) });
      await listen(line, told, signal);
    } catch (error) {
      if (!signal.aborted) log.warn({ reason: (error as Error).message }, 'mastodon.stream_lost');
    }
    await wait(reopenMs, signal);
  }
};

const options = { handshakeTimeout: 15_000, maxPayload: 2_000_000, followRedirects: false };

/** Until the line ends, by itself, for silence or on demand. */
const listen = async (line: WebSocket, told: Told, signal: AbortSignal): Promise<void> => {
  const end = () => line.terminate();
  signal.addEventListener('abort', end, { once: true });
  const silence = setTimeout(end, silentMaxMs);
  line.on('open', () => told.news());
  line.on('message', (said: Buffer) => ring(String(said), told));
  // Instances send a sign of life every half minute: a line that is silent for longer is broken somewhere on the way.
  for (const sign of ['message', 'ping']) line.on(sign, () => silence.refresh());
  line.on('error', () => undefined);
  try {
    if (signal.aborted) end();
    await once(line, 'close');
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', end);
  }
};

const said = z.object({ event: z.string(), payload: z.string().optional() });
const post = z.object({ id: z.string() });

const ring = (words: string, told: Told): void => {
  const { event, payload = '' } = read(said, words) ?? { event: '' };
  if (event === 'notification') told.news();
  if (event === 'delete') told.changed(payload);
  const changed = event === 'status.update' ? read(post, payload) : undefined;
  if (changed !== undefined) told.changed(changed.id);
};

const read = <Shape extends z.ZodType>(shape: Shape, json: string): z.output<Shape> | undefined => {
  try {
    return shape.safeParse(JSON.parse(json)).data;
  } catch {
    return undefined;
  }
};
