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
    const before = await this.#told();
    const news = found.filter(({ id, editedAt }) => before[id] !== editedAt);
    if (news.length === 0) return;
    for (const post of news) {
      const { text, newText } = wordsOf(post);
      const now = { at: post.editedAt, text, newText, contentWarning: hasWarning(post) };
      await edited(externalIdOf(this.instance, post), now);
    }
    // The stream and the comparison tell at once: what the other told meanwhile stays.
    const told = {
      ...(await this.#told()),
      ...Object.fromEntries(news.map((post) => [post.id, post.editedAt])),
    };
    await cursor.write('edits', Object.fromEntries(Object.entries(told).slice(-rememberedMax)));
  }

  async #told(): Promise<Told> {
    return (await this.listening.cursor.read<Told>('edits')) ?? {};
  }
}
