import { TemporaryError } from '@filo/bus';
import { AwsV4Signer } from 'aws4fetch';
import * as http from 'node:http';
import * as https from 'node:https';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { text } from 'node:stream/consumers';
import { setTimeout as wait } from 'node:timers/promises';
import type { S3Place } from '../blob-settings.js';
import { isPassing, refusalSentence, silenceSentence } from './s3-fault.js';

/** What is sent; its hash goes under the signature, so that the storage refuses other bytes. */
export interface S3Body {
  sha256: string;
  bytes: number;
  /** Called once for each attempt. */
  open(): Readable;
}

export interface S3Request {
  method: 'GET' | 'HEAD' | 'PUT' | 'DELETE';
  /** Below the prefix; absent: the bucket itself. */
  key?: string;
  query?: Readonly<Record<string, string>>;
  body?: S3Body;
}

const attemptsMax = 3;
/** Who was kept waiting longer than this does not try again by itself. */
const attemptsWithinMs = 5_000;
const ofNothing = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';

/** Signed requests (SigV4) to one bucket. Here alone the signing library is known. */
export class S3Client {
  readonly #agent: http.Agent;

  constructor(
    private readonly place: S3Place,
    private readonly silentMs = 30_000,
  ) {
    const options = { keepAlive: true, maxSockets: 64 };
    this.#agent = place.url.startsWith('https:') ? new https.Agent(options) : new http.Agent(options);
  }

  /**
   * The answer, of which the caller reads the body; undefined where the storage knows no such key. Rejects with a
   * `TemporaryError` for people when it refuses, is in trouble or away, after a few quick attempts.
   */
  async send(request: S3Request): Promise<http.IncomingMessage | undefined> {
    const started = Date.now();
    for (let attempt = 1; ; attempt++) {
      const isLast = () => attempt === attemptsMax || Date.now() - started > attemptsWithinMs;
      try {
        const answer = await this.#once(request);
        if (!isPassing(answer.statusCode ?? 0) || isLast()) return await this.#judge(request, answer);
        answer.resume();
      } catch (error) {
        if (error instanceof TemporaryError) throw error;
        if (isLast()) throw this.silence(error);
      }
      await wait(100 * 4 ** (attempt - 1));
    }
  }

  /** What a broken connection means, also in the middle of an answer. */
  silence(cause: unknown): TemporaryError {
    const { code, message } = cause as NodeJS.ErrnoException;
    return new TemporaryError(silenceSentence(this.place, code ?? message), { cause });
  }

  async #judge(
    { method, key }: S3Request,
    answer: http.IncomingMessage,
  ): Promise<http.IncomingMessage | undefined> {
    const status = answer.statusCode ?? 0;
    if (status >= 200 && status < 300) return answer;
    const code = /<Code>(\w+)<\/Code>/.exec(await text(answer))?.[1] ?? '';
    // An answer to HEAD has no body to tell a missing key from a missing bucket; a write tells.
    if (status === 404 && key !== undefined && (method === 'HEAD' || code === 'NoSuchKey')) return undefined;
    throw new TemporaryError(refusalSentence(this.place, { status, code }));
  }

  async #once({ method, key, query, body }: S3Request): Promise<http.IncomingMessage> {
    const url = new URL(key === undefined ? this.place.url : `${this.place.url}/${this.place.prefix}${key}`);
    for (const [name, value] of Object.entries(query ?? {})) url.searchParams.set(name, value);
    const { region, accessKeyId, secretAccessKey } = this.place;
    const headers = { 'x-amz-content-sha256': body?.sha256 ?? ofNothing };
    const signer = new AwsV4Signer({
      url: url.href,
      method,
      headers,
      service: 's3',
      region,
      accessKeyId,
      secretAccessKey,
    });
    const signed = Object.fromEntries((await signer.sign()).headers);
    const lengths = method === 'PUT' ? { 'content-length': String(body?.bytes ?? 0) } : {};
    return this.#exchange(url, { method, headers: { ...signed, ...lengths } }, body);
  }

  #exchange(url: URL, options: http.RequestOptions, body?: S3Body): Promise<http.IncomingMessage> {
    const { request } = url.protocol === 'https:' ? https : http;
    return new Promise((resolve, reject) => {
      const outgoing = request(url, { ...options, agent: this.#agent }, resolve);
      // Counts silence in either direction; bytes that flow keep it going.
      outgoing.setTimeout(this.silentMs, () =>
        outgoing.destroy(new Error(`silent for ${this.silentMs / 1000} s`)),
      );
      outgoing.on('error', reject);
      if (body) void pipeline(body.open(), outgoing).catch(reject);
      else outgoing.end();
    });
  }
}
