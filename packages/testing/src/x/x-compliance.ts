import { forbidden, invalid, unauthorized, XRefusal } from './x-refusal.js';
import type { XWorld } from './x-world.js';

interface Job {
  id: string;
  status: 'created' | 'in_progress' | 'complete';
  ids: string[];
}

/** What is brought to the address of a job, or fetched there. */
interface Handing {
  method: string | undefined;
  authorization: string | undefined;
  body: string;
}

/** Batch compliance: an app hands over a list of posts, and fetches later what became of them. One list at a time. */
export class XCompliance {
  /** False: this app may not have it. */
  isAllowed = true;
  /** True: a list that was handed over stays unanswered. */
  isSlow = false;
  /** What stands below the results, such as a line that is cut. */
  litter = '';
  /** Where lists are to be brought, instead of here. */
  elsewhere: string | undefined;
  readonly jobs: Job[] = [];

  constructor(
    private readonly world: XWorld,
    private readonly parts: { url: () => string; bearer: () => string },
  ) {}

  begin(type: unknown): object {
    if (!this.isAllowed) throw forbidden('Your app is not enrolled for this endpoint.');
    if (type !== 'tweets') throw invalid('The `type` is not valid');
    if (this.jobs.some(({ status }) => status !== 'complete'))
      throw new XRefusal(409, 'Conflict', 'A job of this type is already active.');
    const job: Job = { id: String(6_000 + this.jobs.length), status: 'created', ids: [] };
    this.jobs.push(job);
    return this.#shown(job);
  }

  look(id: string): object {
    const job = this.#byId(id);
    if (job.status === 'in_progress' && !this.isSlow) job.status = 'complete';
    return this.#shown(job);
  }

  /** At the addresses that a job names; what is answered is no JSON. */
  hand(path: string, { method, authorization, body }: Handing): string {
    const [, id = '', what] = /^\/compliance\/(\d+)\/(upload|download)$/.exec(path) ?? [];
    const job = this.#byId(id);
    if (authorization !== `Bearer ${this.parts.bearer()}`) throw unauthorized();
    if (method === 'PUT' && what === 'upload' && job.status === 'created') {
      job.ids = body.split('\n').filter((line) => line !== '');
      job.status = this.isSlow ? 'in_progress' : 'complete';
      return '';
    }
    if (method !== 'GET' || what !== 'download' || job.status !== 'complete') throw invalid('Not now');
    return job.ids.flatMap((one) => this.#resultOf(one)).join('\n') + this.litter;
  }

  /** Who is not named needs nothing done. */
  #resultOf(id: string): string[] {
    const named = (action: string, reason: string) => [
      JSON.stringify({ id, action, reason, created_at: '2026-11-01T00:00:00.000Z', redacted_at: null }),
    ];
    if (!/^\d+$/.test(id)) return [JSON.stringify({ id, error: 'invalid_id' })];
    if (this.world.hidden.has(id)) return named('delete', 'protected');
    const post = this.world.posts.get(id);
    if (post === undefined) return named('delete', 'deleted');
    return post.edits.length > 1 ? named('rehydrate', 'tweet_edited') : [];
  }

  #shown({ id, status }: Job): object {
    const at = `${this.parts.url()}/compliance/${id}`;
    const inAWhile = new Date(Date.now() + 900_000).toISOString();
    return {
      ...{ id, status, type: 'tweets', created_at: new Date().toISOString() },
      ...{ upload_url: this.elsewhere ?? `${at}/upload`, upload_expires_at: inAWhile },
      ...{ download_url: `${at}/download`, download_expires_at: inAWhile },
    };
  }

  #byId(id: string): Job {
    const job = this.jobs.find((one) => one.id === id);
    if (job === undefined) throw new XRefusal(404, 'Not Found Error', `Could not find job: [${id}].`);
    return job;
  }
}
