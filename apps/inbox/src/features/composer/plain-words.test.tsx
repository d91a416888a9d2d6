import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFaults } from '../../../test/axe-faults';
import { emptyDraft, type Draft } from '../../state/drafts/draft';
import { changeDraft, draftOf, putDraft } from '../../state/drafts/draft-store';
import { sendHold } from '../../state/drafts/send-hold';
import { undoLast } from '../../state/toasts';
import { Files } from './files';
import { ReplyField } from './reply-field';
import { bodyOf } from './send-draft';
import type { Composer } from './use-composer';

const limits = 'graphemes max=300 pictures=4 picture-bytes=1000 alt=100';
const picture = { id: 'lamp-upload', name: 'lamp.png', mediaType: 'image/png', bytes: 1 };
const paragraph = (...content: object[]) => ({ type: 'paragraph', content });
const words = (text: string, ...marks: string[]) => ({
  type: 'text',
  text,
  marks: marks.map((type) => ({ type })),
});
const formatted: Pick<Draft, 'text' | 'doc' | 'pictures'> = {
  text: '- Sorry\n[Our lamp]\nfor the lamp',
  doc: {
    type: 'doc',
    content: [
      { type: 'bulletList', content: [{ type: 'listItem', content: [paragraph(words('Sorry', 'bold'))] }] },
      paragraph({ type: 'picture', attrs: { id: 'lamp', alt: 'Our lamp', width: null } }),
      paragraph(words('for the lamp')),
    ],
  } as Draft['doc'],
  pictures: { lamp: picture },
};
const write: Composer['write'] = (change) => changeDraft('ada', 'reply', change);
const draft = () => draftOf('ada', 'reply')!;
const field = (network?: string) => (
  <>
    <ReplyField
      threadId="ada"
      composer={{ write } as Composer}
      label="Reply"
      toolbar={null}
      onFiles={() => undefined}
      isRich={false}
      network={network}
      limits={network && limits}
    />
    <Files threadId="ada" limits={network && limits} write={write} />
  </>
);
const begin = (over: Partial<Draft> = {}) =>
  putDraft('ada', 'reply', { ...emptyDraft(), ...formatted, ...over });

test('a formatted reply that goes to a network is plain there, says what was dropped, and asks what its pictures show', async () => {
  begin({ pictures: { lamp: { ...picture, name: 'Our lamp.png' } } });
  const { rerender } = render(field('bluesky'));
  const said = await screen.findByText(/Bluesky takes plain words\./);
  expect(said.textContent).toMatch(/Bold and italic are gone\. .*Lists are lines.* .*Pictures stand below/);
  expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' }).value).toBe(
    '- Sorry\nfor the lamp',
  );
  // The name of a file says nothing of it: nothing leaves until somebody has said it.
  const held = () => sendHold({ threadId: 'ada', draft: draft(), uploads: [], limits });
  expect(held()).toBe('alt-missing');
  await userEvent.type(screen.getByRole('textbox', { name: /What does Our lamp\.png show/ }), 'A lamp');
  expect(held()).toBeNull();
  const order = {
    threadId: 'ada',
    topicId: null,
    mode: 'reply',
    version: 1,
    close: false,
    askOk: false,
  } as const;
  const body = bodyOf({ ...order, draft: draft() });
  expect(body).toMatchObject({ attachments: ['lamp-upload'], alts: { 'lamp-upload': 'A lamp' } });
  expect(draft().doc).toBeNull();
  expect(await axeFaults()).toEqual([]);
  // By mail again it is as it was formatted: its picture stands in the text.
  rerender(field());
  await waitFor(() => expect(draft().doc).toEqual(formatted.doc));
  expect(draft()).toMatchObject({ text: formatted.text, attachments: [] });
});

test('what was said of a picture by hand is taken along', async () => {
  begin();
  render(field('bluesky'));
  await screen.findByText(/Bluesky takes plain words\./);
  expect(draft().alts).toEqual({ 'lamp-upload': 'Our lamp' });
});

test('typing before the end says that the formatting is gone and brings it back, and the typed words as well', async () => {
  begin();
  render(field());
  const user = userEvent.setup({ delay: null });
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
  await user.type(area, 'Hi: ', { initialSelectionStart: 0, initialSelectionEnd: 0 });
  await screen.findByText(/This answer is plain words now\./);
  expect(draft()).toMatchObject({ text: `Hi: ${formatted.text}`, doc: null, attachments: [picture] });
  await user.click(screen.getByRole('button', { name: 'Bring the formatting back' }));
  expect(draft()).toMatchObject({ ...formatted, attachments: [] });
  act(() => void undoLast());
  expect(draft()).toMatchObject({ text: `Hi: ${formatted.text}`, doc: null, attachments: [picture] });
  await user.click(await screen.findByRole('button', { name: 'Put away: it stays plain' }));
  await waitFor(() => expect(screen.queryByText(/plain words now/)).toBeNull());
});

test('typing at the end, or in words that nobody formatted, drops nothing', async () => {
  begin();
  render(field());
  const user = userEvent.setup({ delay: null });
  const area = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
  await user.type(area, '!');
  expect(draft().doc?.content).toHaveLength(3);
  act(() =>
    begin({
      text: 'a\nb',
      doc: { type: 'doc', content: [paragraph(words('a')), paragraph(words('b'))] },
      pictures: {},
    } as Partial<Draft>),
  );
  await user.type(area, 'Hi', { initialSelectionStart: 0, initialSelectionEnd: 0 });
  expect(draft().text).toBe('Hia\nb');
  expect(screen.queryByText(/plain words now/)).toBeNull();
});
