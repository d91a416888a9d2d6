import { emptyDraft } from '../../state/drafts/draft';
import { bodyOf, type SendOrder } from './send-draft';

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
