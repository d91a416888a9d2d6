import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useAnnouncement } from '../../state/announcer';
import { emptyDraft } from '../../state/drafts/draft';
import { changeDraft, useDraft } from '../../state/drafts/draft-store';
import { LongText } from './long-text';
import { ReplyField } from './reply-field';
import type { Composer } from './use-composer';

const write = (change: object) => act(() => changeDraft('ada', 'reply', change));
const composer = { write } as unknown as Composer;
function Writing({ limits }: { limits: string }) {
  return (
    <>
      <ReplyField
        {...{ threadId: 'ada', composer, label: 'Reply', toolbar: null, limits, isRich: false }}
        onFiles={() => undefined}
      />
      <LongText draft={useDraft('ada', 'reply')} limits={limits} write={write} />
    </>
  );
}
const open = (limits: string, text: string) => {
  write({ ...emptyDraft(), text });
  render(<Writing limits={limits} />);
};
const field = () => screen.getByRole('textbox', { name: 'Reply' });
const underlined = () => document.querySelector('u')?.textContent;
const weighted = 'weighted max=280 address=23';
const rtl = 'שלום ';

test.each([
  [weighted, `  ${'a'.repeat(280)}over`, 'over'],
  [weighted, `${'a'.repeat(270)} https://shop.example/lamps and`, 'https://shop.example/lamps and'],
  ['graphemes max=300', `${'👍🏽'.repeat(300)}👍🏽!`, '👍🏽!'],
  ['graphemes max=300', `${'e\u0301'.repeat(300)}e\u0301`, 'e\u0301'],
  [weighted, rtl.repeat(60), rtl.repeat(4).trimEnd() + ' '],
  ['graphemes max=10', 'Hello Ada, hello', ' hello'],
])('what is too much for %s is underlined: %#', async (limits, text, excess) => {
  open(limits, text);
  await waitFor(() => expect(underlined()).toBe(excess));
  // The line lies below the words of the field, for eyes alone; others are told by the field itself.
  const mirror = document.querySelector('u')!.parentElement!;
  expect(mirror.getAttribute('aria-hidden')).toBe('true');
  expect(mirror.textContent.replace('\u200b', '')).toBe(text);
  expect(field().getAttribute('aria-invalid')).toBe('true');
  const why = document.getElementById(field().getAttribute('aria-describedby')!)!;
  expect([why.tagName, why.textContent]).toEqual([
    'OUTPUT',
    expect.stringMatching(/too many; \d+ are the most/),
  ]);
});

test('what fits, or goes out in numbered parts, is not underlined', async () => {
  open('graphemes max=300', 'word '.repeat(70));
  await waitFor(() => expect(underlined()).toBeTruthy());
  write({ split: true });
  expect([underlined(), field().getAttribute('aria-invalid')]).toEqual([undefined, 'false']);
  write({ split: false });
  await waitFor(() => expect(underlined()).toBeTruthy());
  write({ text: 'word' });
  expect([underlined(), field().getAttribute('aria-describedby')]).toEqual([undefined, null]);
});

test('whoever sends it in parts, or no longer, keeps the focus beside the text; whoever writes is left in the text', async () => {
  const user = userEvent.setup({ delay: null });
  open('graphemes max=300', 'word '.repeat(70));
  const focused = () => document.activeElement?.textContent;
  await user.click(screen.getByRole('button', { name: /^Split/ }));
  expect(focused()).toBe(screen.getByRole('button', { name: /^Do not split/ }).textContent);
  await user.keyboard('{Enter}');
  expect(focused()).toMatch(/^Split/);
  act(() => field().focus());
  write({ text: 'word' });
  write({ text: 'word '.repeat(70) });
  expect(document.activeElement).toBe(field());
});

test('what is left is said aloud at twenty, at nothing, over, and when it fits again, and at no other key', async () => {
  const said: string[] = [];
  const stop = useAnnouncement.subscribe(({ text }) => said.push(text));
  const { jest } = import.meta;
  jest.useFakeTimers();
  open(weighted, 'a'.repeat(230));
  for (const length of [259, 260, 270, 279, 280, 281, 290, 280]) {
    write({ text: 'a'.repeat(length) });
    act(() => jest.advanceTimersByTime(6_000));
  }
  expect(said).toEqual([
    '20 characters left',
    '0 characters left',
    '1 character too many; 280 are the most here.',
    '0 characters left',
  ]);
  jest.useRealTimers();
  stop();
});
