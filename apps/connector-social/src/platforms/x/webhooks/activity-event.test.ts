import { holdsWord, hookEventOf } from './hook-event.js';
import { windowMs } from './judge-hook.js';

const [us, ada] = ['1111111111111111111', '2222222222222222222'];
const postId = '2080765813578191303';
const said = '2026-07-24T21:23:23.000Z';

/** As the X Activity API tells, with a name of its own for each delivery. */
const told = (type: string, payload: unknown, filter: object = { user_id: us }) =>
  hookEventOf(
    Buffer.from(
      JSON.stringify({
        data: {
          event_uuid: String(Math.random()),
          filter,
          event_type: type,
          tag: 'filo',
          payload,
          includes: {},
        },
      }),
    ),
  );
const post = (over: object = {}) => ({
  ...{ id: postId, text: 'hey @ExampleUser', author_id: ada, created_at: said },
  entities: { mentions: [{ start: 4, start_str: '4', end: 16, username: 'ExampleUser', id: us }] },
  edit_history_tweet_ids: [postId],
  ...over,
});
const answers = { referenced_tweets: [{ type: 'replied_to', id: '2080765813578191000' }] };
const message = (from: string, to: string) => ({
  direct_message_events: [
    {
      ...{ type: 'message_create', id: '2080765901528535096', created_timestamp: '1784928224372' },
      message_create: {
        ...{ target: { recipient_id: to }, sender_id: from },
        message_data: { text: 'hello!', entities: { hashtags: [], urls: [] } },
      },
    },
  ],
  users: { [ada]: { data: { id: ada, username: 'OtherUser', name: 'Other', protected: false } } },
});

it.each([
  ['post.mention.create', post()],
  ['post.reply.create', post({ ...answers, entities: {} })],
  ['post.create', post({ author_id: us, ...answers })],
  ['post.create', post({ author_id: us, in_reply_to_user_id: ada })],
  ['post.create', post({ author_id: us, referenced_posts: answers.referenced_tweets })],
])('%s is looked up, dated as it was said', (type, payload) => {
  expect(told(type, payload)).toMatchObject({ forUserId: us, at: Date.parse(said), posts: [postId] });
});

it('what we say to everybody is not looked up, and costs all the same', () => {
  const event = told('post.create', post({ author_id: us }))!;
  expect(holdsWord(event)).toBe(false);
  expect(event.paid).toEqual({ post: [`post.create ${postId}`] });
});

it('without a time the id says when', () => {
  expect(new Date(told('post.mention.create', post({ created_at: undefined }))!.at!).toISOString()).toMatch(
    /^2026-07-24T21:23/,
  );
});

it('a private message comes whole, with who wrote it, and both directions cost', () => {
  expect(told('dm.received', message(ada, us))).toMatchObject({
    at: 1_784_928_224_372,
    messages: [{ id: '2080765901528535096', sender_id: ada, text: 'hello!' }],
    users: [{ id: ada, username: 'OtherUser', name: 'Other' }],
    paid: { message: ['dm.received 2080765901528535096'] },
  });
  expect(told('dm.sent', message(us, ada))?.messages[0]?.sender_id).toBe(us);
});

it('what others delete is followed; what we delete stays in the thread', () => {
  expect(told('post.delete', { id: postId, author_id: ada })).toMatchObject({ deleted: [postId] });
  expect(holdsWord(told('post.delete', { id: postId, author_id: us })!)).toBe(false);
});

it('of whose post a deletion does not say, it may be ours, and stays', () => {
  expect(holdsWord(told('post.delete', { id: postId })!)).toBe(false);
  const former = { status: { id: postId }, timestamp_ms: String(Date.now()) };
  const body = { for_user_id: us, tweet_delete_events: [former] };
  expect(holdsWord(hookEventOf(Buffer.from(JSON.stringify(body)))!)).toBe(false);
});

it('a deletion told again is the same all day, and one told by then is not too old', () => {
  const deletion = { id: postId, author_id: ada };
  const clock = Date.now;
  const toldAt = (time: string) => {
    Date.now = () => Date.parse(time);
    return told('post.delete', deletion)!;
  };
  const times = ['2026-11-26T00:00:01Z', '2026-11-26T23:59:59Z', '2026-11-27T00:00:01Z'];
  const [early, late, next] = times.map(toldAt);
  Date.now = clock;
  expect(late).toEqual(early);
  expect(next!.at).not.toBe(early!.at);
  expect(Date.parse('2026-11-26T23:59:59Z') - late!.at!).toBeLessThan(windowMs);
});

it.each([
  ['post.quote.create', post()],
  ['post.repost.create', post()],
  ['like.create', { id: '87', liked_tweet_id: postId }],
  ['chat.received', { id: 'e4f4', sender_id: ada, encoded_event: 'CwAB' }],
  ['something.new', post()],
  ['constructor', post()],
  ['post.mention.create', { id: 'no id' }],
  ['post.mention.create', null],
  ['dm.received', { direct_message_events: 'none' }],
  [
    'dm.received',
    {
      direct_message_events: [
        { ...message(ada, us).direct_message_events[0], created_timestamp: '9007199254740991' },
      ],
    },
  ],
])('%s holds no word: %j', (type, payload) => {
  expect(holdsWord(told(type, payload)!)).toBe(false);
});

it('of nobody it is no event', () => {
  const payload = { user_id: us, app_id: '1' };
  expect(told('oauth.revoke', payload, {})).toBeUndefined();
});

it('the same word is the same, whichever event tells of it; another is another', () => {
  const same = told('post.mention.create', post())!.same;
  expect(told('post.reply.create', post())!.same).toBe(same);
  expect(told('post.mention.create', post({ id: '3' }))!.same).not.toBe(same);
  expect(told('post.mention.create', post(), { user_id: ada })!.same).not.toBe(same);
});
