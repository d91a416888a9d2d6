import { emptyDraft } from '../../state/drafts/draft';
import { bodyOf, sendDraft, type SendOrder } from './send-draft';

const order = (over: Partial<SendOrder> = {}): SendOrder => ({
  ...{ threadId: 'thread', topicId: 'topic', mode: 'reply', version: 1, close: false, askOk: false },
  draft: { ...emptyDraft(), text: 'We are sorry.', answersMessageId: 'post' },
  ...over,
});

it('a reply names the message that was chosen, in whatever topic of the screen', () => {
  const body = bodyOf(order());
  expect(body).toMatchObject({ answersMessageId: 'post' });
  expect(body).not.toHaveProperty('topicId');
});

it('one to the newest message names the topic on the screen, as a note does', () => {
  const draft = { ...emptyDraft(), text: 'We are sorry.' };
  expect(bodyOf(order({ draft }))).not.toHaveProperty('answersMessageId');
  expect(bodyOf(order({ draft }))).toMatchObject({ topicId: 'topic' });
  expect(bodyOf(order({ mode: 'note' }))).toEqual({ text: 'We are sorry.', topicId: 'topic' });
});

it('a formatted reply is sent with its formatting, a note and plain words without', async () => {
  const sent: { html?: string }[] = [];
  globalThis.fetch = (_, init) => {
    sent.push(JSON.parse(String(init?.body)) as { html?: string });
    return Promise.resolve({
      ...{ ok: true, headers: new Headers(), status: 201 },
      text: () => Promise.resolve('{}'),
    } as Response);
  };
  const bold = { type: 'text', text: 'sorry', marks: [{ type: 'bold' }] };
  const doc = { type: 'doc', content: [{ type: 'paragraph', content: [bold] }] };
  const draft = { ...emptyDraft(), text: 'sorry', doc };
  await sendDraft(order({ draft }));
  await sendDraft(order({ draft, mode: 'note' }));
  await sendDraft(order());
  expect(sent.map(({ html }) => html)).toEqual([
    expect.stringContaining('<strong>sorry</strong>'),
    undefined,
    undefined,
  ]);
});
