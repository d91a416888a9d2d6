import { createHmac, randomBytes } from 'node:crypto';
import { XActivity } from './x-activity.js';
import type { Spelling } from './x-fields.js';
import { invalid, XRefusal } from './x-refusal.js';
import { urlsIn, type XViews } from './x-views.js';
import type { XMessage, XPost, XUser, XWorld } from './x-world.js';

interface Hook {
  id: string;
  url: string;
  valid: boolean;
  created_at: string;
}

/** How what is sent differs from what X would send. */
export interface Sending {
  /** Signed with another secret, or with what the door answers when it is challenged with the event itself. */
  forged?: 'another secret' | 'challenge';
  /** Such an event happened then. */
  at?: Date;
}

interface ToTell {
  former: object;
  activity: ReturnType<XActivity['ofPost']>;
}

/** Where X tells of what happens: an app has one webhook, and is told there what it subscribed to. */
export class XHooks {
  /** What the app signs in with when it acts as nobody. */
  readonly bearer = randomBytes(16).toString('hex');
  readonly all: Hook[] = [];
  readonly activity: XActivity;
  /** Users of whom the API before this one tells: nobody subscribes to it any more. */
  readonly former = new Set<string>();
  /** What was told, for whoever holds it to X's own description. */
  readonly told: object[] = [];
  /** As many as a plan allows. */
  max = 1;
  #made = 0;

  constructor(
    private readonly world: XWorld,
    private readonly views: XViews,
    spelling: () => Spelling = () => 'tweet',
  ) {
    this.activity = new XActivity(world, views, spelling);
  }

  async register(url: unknown): Promise<Hook> {
    if (typeof url !== 'string' || !URL.canParse(url)) throw invalid('The `url` is not valid');
    if (this.all.some((hook) => hook.url === url)) throw invalid('A webhook with this url exists already');
    if (this.all.length >= this.max) throw invalid('The limit of webhooks of this app is reached');
    if (!(await this.answersChallenge(url))) throw invalid('CRC validation failed: wrong response_token');
    const hook = {
      id: String(7_000 + this.#made++),
      url,
      valid: true,
      created_at: new Date().toISOString(),
    };
    this.all.push(hook);
    return hook;
  }

  byId(id: string): Hook {
    const hook = this.all.find((one) => one.id === id);
    if (hook === undefined) throw new XRefusal(404, 'Not Found Error', `Could not find webhook: [${id}].`);
    return hook;
  }

  async answersChallenge(url: string): Promise<boolean> {
    const token = randomBytes(16).toString('base64url');
    return (await challenged(url, token)) === this.#signature(token);
  }

  /** Tells a webhook; the status that came back. */
  async tell(hookId: string | undefined, event: object, { forged }: Sending = {}): Promise<number[]> {
    const body = JSON.stringify(event);
    this.told.push(event);
    return Promise.all(
      this.all
        .filter(({ id }) => id === hookId)
        .map(async ({ url }) => {
          const signature =
            forged === 'challenge'
              ? await challenged(url, body)
              : this.#signature(body, forged === undefined ? undefined : 'a secret of somebody else');
          const headers = {
            'content-type': 'application/json',
            'x-twitter-webhooks-signature': signature ?? '',
          };
          const answer = await fetch(url, { method: 'POST', headers, body }).catch(() => undefined);
          await answer?.arrayBuffer();
          return answer?.status ?? 0;
        }),
    );
  }

  /** Whoever subscribed for this user, by the API before this one and by this; the statuses that came back. */
  async #tellAll(user: XUser, { former, activity }: ToTell, sending?: Sending): Promise<number[]> {
    const formerly = this.former.has(user.id) ? this.all : [];
    const statuses = await Promise.all([
      ...formerly.map(({ id }) => this.tell(id, { for_user_id: user.id, ...former }, sending)),
      ...activity.map(({ hookId, body }) => this.tell(hookId, body, sending)),
    ]);
    return statuses.flat();
  }

  tellPost(user: XUser, post: XPost, sending?: Sending): Promise<number[]> {
    const event = { ...this.#postOf(post), created_at: 'Mon Dec 23 13:20:23 +0000 2019' };
    const at = sending?.at?.getTime() ?? Date.parse(post.createdAt);
    const former = { tweet_create_events: [{ ...event, timestamp_ms: String(at) }] };
    return this.#tellAll(user, { former, activity: this.activity.ofPost(user, post, sending?.at) }, sending);
  }

  /** X lists what it tells as "Post deletes (by user)": whether it ever tells of somebody else's is not said. */
  tellDeletion(user: XUser, post: XPost): Promise<number[]> {
    const event = { status: { id: post.id, user_id: post.authorId }, timestamp_ms: String(Date.now()) };
    const activity = this.activity.ofDeletion(user, post);
    return this.#tellAll(user, { former: { tweet_delete_events: [event] }, activity });
  }

  tellMessage(user: XUser, message: XMessage, sending?: Sending): Promise<number[]> {
    const { id, from, to, text, createdAt, links } = message;
    const said = { text: escaped(text), entities: { hashtags: [], urls: urlsIn(text, links) } };
    const event = {
      ...{ type: 'message_create', id, created_timestamp: String(Date.parse(createdAt)) },
      message_create: {
        ...{ target: { recipient_id: to }, sender_id: from },
        message_data: { ...said, ...this.views.attachment(message) },
      },
    };
    const users = Object.fromEntries([from, to].map((one) => [one, this.#userOf(one)]));
    const activity = this.activity.ofMessage(user, message, event);
    return this.#tellAll(user, { former: { direct_message_events: [event], users }, activity }, sending);
  }

  #postOf({ id, text, authorId, replyTo }: XPost) {
    const named = [...this.world.users.values()].filter(({ username }) => text.includes(`@${username}`));
    return {
      id: Number(id),
      id_str: id,
      text,
      user: this.#userOf(authorId),
      in_reply_to_status_id_str: replyTo ?? null,
      in_reply_to_user_id_str: this.world.posts.get(replyTo ?? '')?.authorId ?? null,
      entities: { user_mentions: named.map(({ id: id_str }) => ({ id_str })) },
    };
  }

  #userOf(id: string) {
    const { username, name } = this.world.users.get(id)!;
    const face = `https://pbs.twimg.com/profile_images/${id}/face_normal.jpg`;
    return { id, id_str: id, name, screen_name: username, profile_image_url_https: face };
  }

  #signature(text: string, secret = this.world.app.secret): string {
    return `sha256=${createHmac('sha256', secret).update(text).digest('base64')}`;
  }
}

/** How whoever stands there answers a challenge. */
const challenged = async (url: string, token: string): Promise<string | undefined> => {
  const query = new URLSearchParams({ crc_token: token, nonce: randomBytes(8).toString('hex') });
  const answer = await fetch(`${url}?${query.toString()}`).catch(() => undefined);
  const told = (await answer?.json().catch(() => undefined)) as { response_token?: string } | undefined;
  return answer?.status === 200 ? told?.response_token : undefined;
};

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
