import { PermanentError, TemporaryError } from '@filo/connector';
import { z } from 'zod';

const entry = z.object({
  id: z.int(),
  from: z.object({ id: z.string(), name: z.string().optional(), picture: z.string().optional() }),
  text: z.string(),
  at: z.iso.datetime(),
  /** Given by whoever wrote it, to find it again. */
  key: z.string().optional(),
  answers: z.int().optional(),
});
export type Entry = z.infer<typeof entry>;
const entries = z.array(entry);

/** The one file that knows the guestbook's HTTP. Its errors decide their own retry. */
export class GuestbookClient {
  constructor(
    private readonly url: string,
    private readonly token: string,
  ) {}

  /** Entries after this id; waits up to `waitSeconds` for the first. */
  async read(after: number, waitSeconds: number, signal: AbortSignal): Promise<Entry[]> {
    const response = await this.#fetch(`/entries?after=${after}&wait=${waitSeconds}`, { signal }).catch(
      (cause: unknown) => {
        throw new TemporaryError(
          `The guestbook at ${this.url} cannot be reached; nothing is lost, it is tried again`,
          { cause },
        );
      },
    );
    return entries.parse(await response.json());
  }

  async write(text: string, key: string, signal: AbortSignal): Promise<Entry> {
    const body = JSON.stringify({ text, key });
    const response = await this.#fetch('/entries', { method: 'POST', body, signal });
    return entry.parse(await response.json());
  }

  /** Throws by status; a cut line throws what `fetch` throws, of which nobody knows how far it got. */
  async #fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = { authorization: `Bearer ${this.token}`, 'content-type': 'application/json' };
    const response = await fetch(new URL(path, this.url), { ...init, headers });
    if (response.ok) return response;
    const said = `The guestbook answered ${response.status}: ${(await response.text()).slice(0, 200)}`;
    if (response.status === 429 || response.status >= 500) {
      const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
      throw new TemporaryError(said, {
        retryAfterMs: Number.isFinite(seconds) ? seconds * 1_000 : undefined,
      });
    }
    throw new PermanentError(response.status === 401 ? 'wrong-token' : 'refused', said);
  }
}
