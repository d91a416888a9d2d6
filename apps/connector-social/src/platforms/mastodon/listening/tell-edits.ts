import type { Listening } from '@filo/connector';
import type { MessageEdited } from '@filo/contracts';
import { isCredible } from '../../../credible-time.js';
import { namesOf, PagePictures } from '../../../pictures/page-pictures.js';
import { hasWarning, isSensitive, wordsOf } from '../reading/heard-post.js';
import { pictureRequests } from '../reading/picture-requests.js';
import { post as postShape, type Post } from '../reading/post.js';
import { externalIdOf } from '../reading/post-ids.js';
import { shownBy } from '../reading/shown-by.js';

/** As many are remembered as told; telling one again changes nothing. */
const rememberedMax = 2_000;

/** What its author's server says of when; and, where that is not when it counted, as which time it was told. */
type ToldEdit = string | { editedAt: string; at: string };
type Told = Readonly<Record<string, ToldEdit>>;
type Edited = Post & { editedAt: string };

/** Tells core of posts whose author changed them, each change once as long as the bus remembers. */
export class TellEdits {
  constructor(
    private readonly instance: string,
    private readonly listening: Pick<Listening, 'cursor' | 'edited' | 'known' | 'blobs' | 'signal'>,
  ) {}

  async run(posts: readonly unknown[]): Promise<void> {
    const { cursor, edited } = this.listening;
    const found = posts.flatMap((told): Edited[] => {
      const { data } = postShape.safeParse(told);
      return data?.editedAt == null ? [] : [{ ...data, editedAt: data.editedAt }];
    });
    if (found.length === 0) return;
    const before = await this.#told();
    const news = found.flatMap((post) =>
      saidOf(before[post.id]) === post.editedAt ? [] : [{ ...post, at: changedAt(post, before[post.id]) }],
    );
    if (news.length === 0) return;
    const shows = await this.#shows(news);
    for (const post of news) {
      const { text, newText, typedText } = wordsOf(post);
      const now = { at: post.at, text, newText, typedText, contentWarning: hasWarning(post) };
      await edited(externalIdOf(this.instance, post), { ...now, shows: shows.get(post.id) });
    }
    // The stream and the comparison tell at once: what the other told meanwhile stays.
    const told = {
      ...(await this.#told()),
      ...Object.fromEntries(
        news.map(({ id, editedAt, at }): [string, ToldEdit] => [
          id,
          at === editedAt ? editedAt : { editedAt, at },
        ]),
      ),
    };
    await cursor.write('edits', Object.fromEntries(Object.entries(told).slice(-rememberedMax)));
  }

  /** The stream tells of whatever is in our timeline, too: of what core does not hold, pictures are named and not fetched. */
  async #shows(posts: readonly Edited[]): Promise<Map<string, MessageEdited['shows']>> {
    const shown = posts.map((post) => ({ post, pictures: shownBy(post, this.instance) }));
    const asked = shown.filter(({ pictures }) => pictures.length > 0);
    const known =
      asked.length === 0
        ? new Set()
        : await this.listening.known(asked.map(({ post }) => externalIdOf(this.instance, post)));
    const page = new PagePictures({ ...this.listening, ...pictureRequests(this.instance) });
    return new Map(
      await Promise.all(
        shown.map(async ({ post, pictures }) => {
          const isKnown = known.has(externalIdOf(this.instance, post));
          const { attachments, unfetched } = isKnown
            ? await page.of(pictures)
            : { attachments: [], unfetched: namesOf(pictures) };
          return [post.id, { attachments, unfetched, sensitive: isSensitive(post) }] as const;
        }),
      ),
    );
  }

  async #told(): Promise<Told> {
    return (await this.listening.cursor.read<Told>('edits')) ?? {};
  }
}

const saidOf = (told: ToldEdit | undefined): string | undefined =>
  typeof told === 'object' ? told.editedAt : told;

/**
 * When a change counts. Its author's server says when it was, which may be a time to come, that would be the last word for good, or one before the last
 * change: what stands there now is what its author says now.
 */
const changedAt = ({ editedAt }: Edited, before: ToldEdit | undefined): string => {
  const last = Date.parse(typeof before === 'object' ? before.at : (before ?? ''));
  const [now, at] = [Date.now(), Date.parse(editedAt)];
  const isBelieved = isCredible(editedAt) && at <= now && !(at <= last);
  return isBelieved ? editedAt : new Date(now).toISOString();
};
