import type { Listening } from '@filo/connector';
import { hasWarning, wordsOf } from '../reading/heard-post.js';
import { post as postShape } from '../reading/post.js';
import { externalIdOf } from '../reading/post-ids.js';

/** As many are remembered as told; telling one again changes nothing. */
const rememberedMax = 2_000;

type Told = Readonly<Record<string, string>>;

/** Tells core of posts whose author changed them, each change once as long as the bus remembers. */
export class TellEdits {
  constructor(
    private readonly instance: string,
    private readonly listening: Pick<Listening, 'cursor' | 'edited'>,
  ) {}

  async run(posts: readonly unknown[]): Promise<void> {
    const { cursor, edited } = this.listening;
    const found = posts.flatMap((told) => {
      const { data } = postShape.safeParse(told);
      return data?.editedAt == null ? [] : [{ ...data, editedAt: data.editedAt }];
    });
    if (found.length === 0) return;
    const told = { ...((await cursor.read<Told>('edits')) ?? {}) };
    for (const post of found) {
      if (told[post.id] === post.editedAt) continue;
      const { text, newText } = wordsOf(post);
      const now = { at: post.editedAt, text, newText, contentWarning: hasWarning(post) };
      await edited(externalIdOf(this.instance, post), now);
      told[post.id] = post.editedAt;
    }
    await cursor.write('edits', Object.fromEntries(Object.entries(told).slice(-rememberedMax)));
  }
}
