import { TemporaryError, type Following } from '@filo/connector';
import { patiently } from '../../../limits/patiently.js';
import { lookupRequest } from '../client/x-access.js';
import { perPage, type XClient } from '../client/x-client.js';
import { affordablePosts } from '../costs/affordable.js';
import { tellEdits } from '../listening/tell-edits.js';
import { isNewer } from '../reading/post-ids.js';
import { walkShare } from './walk.js';

const key = 'edits-seen';
/** As the list of suspects, it stays small on the bus. */
const notedMax = 2_000;
/** A changed post is looked at twice, the second time with what stands beside it. */
export const looksPerEdit = 5;

interface Change {
  /** The version in which it stands there. */
  newest: string;
  /** Core was told of it; else it waits for the money of the next day. */
  isTold: boolean;
}

/** Posts that stand at X in a newer version: each version is read once, for what it costs, and told to core. */
export class Changes {
  private constructor(
    private readonly listening: Pick<Following, 'cursor' | 'edited' | 'blobs' | 'signal' | 'log'>,
    private readonly client: XClient,
    private readonly held: Map<string, Change>,
  ) {}

  static async of(listening: Following, client: XClient): Promise<Changes> {
    const held = (await listening.cursor.read<Record<string, Change>>(key)) ?? {};
    return new Changes(listening, client, new Map(Object.entries(held)));
  }

  /** `changed`: by the id by which core knows a post, its newest version. */
  async follow(changed: ReadonlyMap<string, string>): Promise<void> {
    const news = [...changed].filter(([id, newest]) => this.held.get(id)?.newest !== newest);
    if (news.length === 0) return;
    for (const [id, newest] of news) this.held.set(id, { newest, isTold: false });
    await this.followDue();
  }

  /**
   * As many as may be paid for and read by now, the rest later: what was deleted does not wait for what was changed. Killed in between, a version is read and
   * told once more, which changes nothing.
   */
  async followDue(): Promise<void> {
    const due = [...this.held].filter(([, { isTold }]) => !isTold);
    if (due.length === 0) return;
    try {
      await this.#tellAll(due);
    } catch (error) {
      if (!(error instanceof TemporaryError)) throw error;
      this.listening.log.warn({ err: error }, 'x.changes_wait');
    } finally {
      await this.#note();
    }
  }

  async #tellAll(due: readonly (readonly [id: string, change: Change])[]): Promise<void> {
    const { meter } = this.client.access;
    for (let from = 0; from < due.length;) {
      const many = Math.min(perPage, Math.floor((await affordablePosts(meter, walkShare)) / looksPerEdit));
      if (many < 1) break;
      await this.#tell(due.slice(from, from + many));
      from += many;
    }
  }

  async #tell(some: readonly (readonly [id: string, change: Change])[]): Promise<void> {
    const { client, listening } = this;
    const budget = client.access.budgetOf(lookupRequest);
    const newest = some.map(([, change]) => change.newest);
    const asked = () => client.posts(newest, 'deletions');
    const { lacking, ...found } = await patiently(asked, { budget, signal: listening.signal });
    await tellEdits(found, client, listening);
    // One that is gone by now is told as deleted when it is looked for; one of which X says nothing is asked for again.
    const answered = new Set([...lacking, ...found.items.map(({ id }) => id)]);
    for (const [id, change] of some)
      if (answered.has(change.newest)) this.held.set(id, { ...change, isTold: true });
  }

  /** What waits is kept before what was told, and of both the newest. */
  async #note(): Promise<void> {
    const all = [...this.held].sort(
      ([, a], [, b]) => Number(a.isTold) - Number(b.isTold) || (isNewer(a.newest, b.newest) ? -1 : 1),
    );
    await this.listening.cursor.write(key, Object.fromEntries(all.slice(0, notedMax)));
  }
}
