import { TemporaryError } from '@filo/connector';
import { z } from 'zod';
import { readUpTo } from '../../../requests/read-up-to.js';
import { faultOf } from './fault-of.js';
import { id } from './x-answers.js';
import { usual, type XApp } from './x-app.js';

const told = z.object({
  data: z
    .object({
      id,
      status: z.string(),
      upload_url: z.url().optional(),
      download_url: z.url().optional(),
    })
    .transform(({ id: jobId, status, upload_url: uploadUrl, download_url: downloadUrl }) => ({
      ...{ jobId, status, uploadUrl, downloadUrl },
    })),
});
export type Job = z.output<typeof told>['data'];

const line = z.union([
  z.object({ id, action: z.string(), reason: z.string().catch('') }),
  z.object({ id: z.string(), error: z.string() }),
]);

/** A post that needs something done, and why. */
export interface Finding {
  id: string;
  action: string;
  reason: string;
}

/** A list takes its time. */
const handingMs = 120_000;
/** Each line of an answer has about 150 bytes: far more posts than an account has. */
const answerBytesMax = 64 * 1024 * 1024;
const itself = 'https://api.x.com';
/** Where X kept lists before it kept them itself: such an address is signed, and our token is no business of it. */
const formerStore = 'https://storage.googleapis.com';

/**
 * Asks X of many posts at once what its authors did to them: a list goes in, and comes back with those that need something done (batch
 * compliance). The app asks, for one list at a time; X names no price for it. Throws by {@link faultOf}.
 */
export class XComplianceClient {
  constructor(
    private readonly app: XApp,
    private readonly apiUrl: string,
  ) {}

  async begin(): Promise<Job> {
    const answer = await this.app.asApp((app) =>
      app.post('compliance/jobs', { type: 'tweets', name: 'filo' }, usual),
    );
    return read(told, answer).data;
  }

  async look(jobId: string): Promise<Job> {
    return read(told, await this.app.asApp((app) => app.get(`compliance/jobs/${jobId}`, undefined, usual)))
      .data;
  }

  async handOver({ uploadUrl }: Job, ids: readonly string[]): Promise<void> {
    await this.#at(uploadUrl, { method: 'PUT', body: ids.join('\n') });
  }

  /** Only of what needs something done. One line that cannot be read makes the whole answer worthless. */
  async findings({ downloadUrl }: Job): Promise<Finding[]> {
    const lines = (await this.#at(downloadUrl, { method: 'GET' }))
      .split('\n')
      .filter((one) => one.trim() !== '');
    return lines.flatMap((one) => {
      const parsed = read(line, jsonOf(one));
      return 'error' in parsed ? [] : [parsed];
    });
  }

  async #at(address: string | undefined, asked: { method: string; body?: string }): Promise<string> {
    const url = this.#whereToAsk(address);
    const isOurs = url.origin !== formerStore;
    const headers = {
      ...(isOurs && { authorization: `Bearer ${await this.app.token()}` }),
      ...(asked.body !== undefined && { 'content-type': 'text/plain' }),
    };
    try {
      const signal = AbortSignal.timeout(handingMs);
      const answer = await fetch(url, { ...asked, headers, signal, redirect: 'error' });
      const { bytes, isCut } = await readUpTo(answer.body, answerBytesMax);
      if (!answer.ok || isCut) throw strange();
      return bytes.toString('utf8');
    } catch (error) {
      throw faultOf(error);
    }
  }

  /** At X, or at what speaks for it, and nowhere else: our token goes with it. */
  #whereToAsk(address: string | undefined): URL {
    const { origin, pathname, search } = new URL(address ?? '', 'none://none');
    const ours = new URL(this.apiUrl).origin;
    if (origin === itself || origin === ours) return new URL(`${ours}${pathname}${search}`);
    if (origin === formerStore) return new URL(address!);
    throw strange();
  }
}

const strange = () =>
  new TemporaryError(
    'X does not hand over what became of our posts as it says that it does. Nothing is lost; it is asked again.',
    { why: { code: 'x-hands-over-nothing' } },
  );

const read = <Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> => {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw strange();
  return parsed.data;
};

const jsonOf = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
