import { randomBytes } from 'node:crypto';
import { spelledAs, type Spelling } from './x-fields.js';
import { forbidden, invalid, XRefusal } from './x-refusal.js';
import type { XMessage, XPost, XUser, XWorld } from './x-world.js';
import type { XViews } from './x-views.js';

interface Subscription {
  subscription_id: string;
  event_type: string;
  filter: { user_id?: string; direction?: string };
  tag?: string;
  webhook_id?: string;
  created_at: string;
  updated_at: string;
}

interface Happening {
  type: string;
  direction?: string;
}

/** What an app wants to be told of, kind by kind, and how it is told. */
export class XActivity {
  readonly all: Subscription[] = [];
  /** As many as a plan allows; 0: the plan has none of this. */
  max = 1_500;
  /** Kinds of events that this app may not have. */
  readonly refused = new Set<string>();
  #made = 0;

  constructor(
    private readonly world: XWorld,
    private readonly views: XViews,
    private readonly spelling: () => Spelling,
  ) {}

  subscribe(us: XUser, body: Record<string, unknown>): Subscription {
    const { event_type: type, filter, tag, webhook_id: hookId } = body as unknown as Subscription;
    if (this.max === 0)
      throw forbidden(
        'You currently have access to a subset of X API V2 endpoints. You may need a different access level.',
      );
    if (this.refused.has(type)) throw forbidden(`Your app may not be told of ${type}.`);
    if (this.all.length >= this.max) throw forbidden('The limit of subscriptions of this app is reached.');
    if (filter?.user_id !== us.id) throw forbidden('You may only subscribe to private events of yourself.');
    const now = new Date().toISOString();
    const subscription: Subscription = {
      ...{
        subscription_id: String(9_000 + this.#made++),
        event_type: type,
        filter,
        created_at: now,
        updated_at: now,
      },
      ...(tag !== undefined && { tag }),
      ...(hookId !== undefined && { webhook_id: hookId }),
    };
    this.all.push(subscription);
    return subscription;
  }

  move(id: string, { webhook_id: hookId }: Record<string, unknown>): Subscription {
    const subscription = this.#byId(id);
    if (typeof hookId !== 'string') throw invalid('The `webhook_id` is not valid');
    return Object.assign(subscription, { webhook_id: hookId, updated_at: new Date().toISOString() });
  }

  remove(id: string): void {
    this.all.splice(this.all.indexOf(this.#byId(id)), 1);
  }

  /** Whether anything of this user is told somewhere. */
  tells({ id }: XUser): boolean {
    return this.all.some(({ filter }) => filter.user_id === id);
  }

  /** What this user is told of a post, as often as it happens to them. */
  ofPost(user: XUser, post: XPost, at?: Date) {
    const payload = { ...this.views.post(post), ...(at && { created_at: at.toISOString() }) };
    return this.#told(user, this.#happenings(user, post), spelledAs(this.spelling(), payload));
  }

  /** Only to whoever deletes. */
  ofDeletion(user: XUser, { id, authorId }: XPost) {
    return this.#told(user, user.id === authorId ? [{ type: 'post.delete' }] : [], {
      id,
      author_id: authorId,
    });
  }

  ofMessage(user: XUser, { from, to }: XMessage, event: object) {
    const users = Object.fromEntries(
      [from, to].map((id) => [id, { data: this.views.user(this.world.users.get(id)!) }]),
    );
    const type = user.id === from ? 'dm.sent' : 'dm.received';
    return this.#told(user, [{ type }], { direct_message_events: [event], users });
  }

  #happenings(user: XUser, { authorId, replyTo, quotes, text }: XPost): Happening[] {
    const isOf = (id: string | undefined) => this.world.posts.get(id ?? '')?.authorId === user.id;
    if (authorId === user.id)
      return [
        { type: 'post.create' },
        ...(replyTo === undefined ? [] : [{ type: 'post.reply.create', direction: 'outbound' }]),
      ];
    return [
      ...(text.includes(`@${user.username}`) ? [{ type: 'post.mention.create' }] : []),
      ...(isOf(replyTo) ? [{ type: 'post.reply.create', direction: 'inbound' }] : []),
      ...(isOf(quotes) ? [{ type: 'post.quote.create', direction: 'inbound' }] : []),
    ];
  }

  /** Each delivery has a name of its own. */
  #told(user: XUser, happenings: readonly Happening[], payload: object) {
    return happenings.flatMap(({ type, direction }) =>
      this.all
        .filter(({ event_type, filter }) => event_type === type && filter.user_id === user.id)
        .filter(({ filter }) => [undefined, direction].includes(filter.direction))
        .map(({ filter, tag, webhook_id: hookId }) => ({
          hookId,
          body: {
            data: {
              event_uuid: String(randomBytes(7).readUIntBE(0, 6)),
              ...{ filter, event_type: type, ...(tag !== undefined && { tag }), payload },
            },
          },
        })),
    );
  }

  #byId(id: string): Subscription {
    const found = this.all.find(({ subscription_id }) => subscription_id === id);
    if (found === undefined)
      throw new XRefusal(404, 'Not Found Error', `Could not find subscription: [${id}].`);
    return found;
  }
}
