import type { Following } from '@filo/connector';
import type { MessageEdited } from '@filo/contracts';
import { createHash } from 'node:crypto';
import { PagePictures } from '../../../pictures/page-pictures.js';
import type { BlueskyClient, PostRecord, PostView } from '../bluesky-client.js';
import { textsOf } from '../reading/heard-post.js';
import { shownBy, storeOf } from '../reading/pictures-of.js';
import { quotedIn } from '../reading/post-relations.js';
import { readableRecord } from '../reading/readable-record.js';

const key = 'post-versions';
/** An entry on the bus stays small: of more posts the longest not looked at are forgotten, and are seen for the first time again. */
const notedAtMost = 5_000;
const youngMs = 24 * 60 * 60_000;

interface Noted {
  /** Since when versions are noted at all. */
  since: number;
  /** The content of each post by its address, both short. */
  contents: Record<string, string>;
}

/**
 * Tells core of posts that stand under their address with another content than before. The network says of none when it was changed, so that it is
 * when we saw it. What is seen for the first time while it is young may have been changed since it was heard, and is told: the same words change nothing.
 * Of ours that is left out, since a post says more than was sent, such as what its pictures show.
 */
export class TellEdits {
  #noted: { since: number; contents: Map<string, string> } | undefined;
  #isChanged = false;

  constructor(
    private readonly client: Pick<BlueskyClient, 'did'> & { service: string },
    private readonly following: Pick<Following, 'cursor' | 'edited' | 'blobs' | 'signal'>,
    private readonly now: () => number = Date.now,
    private readonly notedMax = notedAtMost,
  ) {}

  async run(views: Iterable<PostView>): Promise<void> {
    const { since, contents } = (this.#noted ??= await this.#read());
    const us = await this.client.did();
    for (const view of views) {
      const [id, content] = [shortened(view.uri), shortened(view.cid)];
      const before = contents.get(id);
      // Behind those that were not looked at for longer.
      contents.delete(id);
      contents.set(id, content);
      if (before === content) continue;
      this.#isChanged = true;
      const isTold = before !== undefined || (view.author.did !== us && this.#mayBeChanged(view, since));
      if (isTold) await this.#tell(view);
    }
  }

  /** Killed before it, what was told is told once more, which changes nothing. */
  async done(): Promise<void> {
    if (!this.#isChanged || this.#noted === undefined) return;
    const { since, contents } = this.#noted;
    const kept: Noted = { since, contents: Object.fromEntries([...contents].slice(-this.notedMax)) };
    await this.following.cursor.write(key, kept);
  }

  async #tell(view: PostView): Promise<void> {
    const record = readableRecord(view.record);
    if (record === undefined) return;
    const { text, newText, typedText } = textsOf(record, quotedIn(view));
    const at = new Date(this.now()).toISOString();
    const now = { at, text, newText, typedText };
    await this.following.edited(view.uri, { ...now, shows: await this.#shows(view) });
  }

  /** Of a post that was read in part, what it shows is not told. */
  async #shows({ embed, record }: PostView): Promise<MessageEdited['shows']> {
    if (embed === undefined && (record as PostRecord).embed !== undefined) return undefined;
    const { blobs, signal } = this.following;
    const pictures = new PagePictures({ mayFetch: storeOf(this.client.service), blobs, signal });
    const { attachments, unfetched } = await pictures.of(shownBy(embed));
    return { attachments, unfetched };
  }

  /**
   * Taken in since versions are noted: an earlier release may have read the same post otherwise. One with a quote is left out: that may have been hidden
   * when it was heard or be hidden now, and is no word of who quotes it.
   */
  #mayBeChanged({ record, indexedAt }: PostView, since: number): boolean {
    const { embed } = record as { embed?: { $type?: string } };
    const isQuote = embed?.$type?.startsWith('app.bsky.embed.record') ?? false;
    return !isQuote && Date.parse(indexedAt) >= Math.max(since, this.now() - youngMs);
  }

  async #read(): Promise<{ since: number; contents: Map<string, string> }> {
    const held = await this.following.cursor.read<Noted>(key);
    if (held === undefined) this.#isChanged = true;
    return { since: held?.since ?? this.now(), contents: new Map(Object.entries(held?.contents ?? {})) };
  }
}

const shortened = (id: string): string => createHash('sha256').update(id).digest('base64url').slice(0, 12);
