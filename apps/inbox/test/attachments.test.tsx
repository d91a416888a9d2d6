import type { AttachmentView, MessageView } from '@filo/contracts/http';
import { fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Attachments } from '../src/features/thread/message/attachments';
import { useItemKeys } from '../src/features/thread/use-item-keys';
import { altsOf } from '../src/features/thread/message/pictures/alts-of';
import { coverAgain, isCovering } from '../src/features/thread/message/pictures/covers';
import { listenForKeys } from '../src/keys/listen-for-keys';
import { axeFaults } from './axe-faults';

const idOf = (n: number) => `0199aaaa-0000-7000-8000-00000000000${n}`;
const file = (n: number, over: Partial<AttachmentView> = {}): AttachmentView => ({
  ...{ id: idOf(n), name: `${n}.png`, mediaType: 'image/png' },
  ...{ bytes: 40_000, inline: false, contentId: null, alt: null, ...over },
});
const mark = (code: string) => ({ code, text: code });
const show = (attachments: AttachmentView[], over: Partial<MessageView> = {}) =>
  render(<Attachments message={{ attachments, channel: 'bluesky', marks: [], text: '', ...over }} />);
const thumbnail = (name: RegExp) => screen.findByRole('button', { name });
/** Once it has the focus, and with it the keys. */
const lightbox = async () => {
  const dialog = await screen.findByRole('dialog', { name: 'Pictures' });
  await waitFor(() => expect(dialog.contains(document.activeElement)).toBe(true));
  return dialog;
};

let stop: () => void;
beforeEach(() => (stop = listenForKeys()));
afterEach(() => {
  stop();
  [1, 2, 3].map(idOf).forEach(coverAgain);
});

test('what we said of a picture stands below it, and nothing where nothing was said', async () => {
  show([file(1, { alt: 'The <b>blue</b> lamp' }), file(2)]);
  await thumbnail(/^Picture 1 of 2: The <b>blue<\/b> lamp$/);
  const [one, other] = screen.getAllByRole('listitem');
  expect(one?.textContent).toContain('Shows: The <b>blue</b> lamp');
  expect(other?.textContent).not.toContain('Shows');
});

test('a picture is loaded when it comes into view, in a place that it does not change', async () => {
  show([file(1)]);
  const image = (await thumbnail(/1\.png/)).querySelector('img');
  expect(image?.getAttribute('loading')).toBe('lazy');
  expect(image?.getAttribute('src')).toContain(idOf(1));
});

test.each([
  ['an SVG', { mediaType: 'image/svg+xml', name: 'a.svg' }, 'SVG · 40 kB'],
  ['a paper', { mediaType: 'application/pdf', name: 'a.pdf' }, 'PDF · 40 kB'],
  ['a logo of a signature', { inline: true, bytes: 3000, name: 'logo.png' }, 'PNG · 3 kB'],
])('%s stays a file, with its kind and its size', (_, over, words) => {
  show([file(1, over)]);
  expect(screen.getByRole('link', { name: /Download/ }).textContent).toContain(words);
  expect(screen.queryByRole('button')).toBeNull();
});

test('a picture that cannot be loaded says so and can be downloaded, and is tried again when the line is back', async () => {
  show([file(1)]);
  fireEvent.error((await thumbnail(/1\.png/)).querySelector('img')!);
  await screen.findByText('The picture could not be shown.');
  expect(screen.getByRole('link', { name: /Download/ }).getAttribute('href')).toContain(idOf(1));
  fireEvent(window, new Event('online'));
  await thumbnail(/1\.png/);
});

test('keys go through the pictures, closer and back, and the focus returns to where they were opened', async () => {
  const user = userEvent.setup();
  show([file(1), file(2, { alt: 'A torn box' }), file(3)]);
  const opener = await thumbnail(/^Picture 1 of 3/);
  opener.focus();
  await user.keyboard('{Enter}');
  const dialog = await lightbox();
  const shown = within(dialog);
  shown.getByText('1 of 3');
  await user.keyboard('{ArrowRight}');
  shown.getByText('2 of 3');
  shown.getByText('A torn box');
  expect(shown.getByRole('img').getAttribute('alt')).toBe('A torn box');
  await user.keyboard('++-');
  expect(dialog.querySelector('output')?.textContent).toBe('150%');
  await user.keyboard('0');
  expect(dialog.querySelector('output')?.textContent).toBe('100%');
  await user.keyboard('{ArrowLeft}{ArrowLeft}');
  shown.getByText('3 of 3');
  expect(await axeFaults()).toEqual([]);
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  await waitFor(() => expect(document.activeElement).toBe(opener));
});

test('a finger that wipes goes on, one that slips does not', async () => {
  show([file(1), file(2)]);
  fireEvent.click(await thumbnail(/^Picture 1/));
  const stage = within(await lightbox()).getByRole('group', { name: 'Picture' });
  const wipe = (to: { clientX: number; clientY: number }) => {
    // jsdom knows no pointers.
    const touch = (name: string, at: typeof to) =>
      fireEvent(
        stage,
        Object.assign(new MouseEvent(name, { bubbles: true, ...at }), {
          pointerType: 'touch',
          isPrimary: true,
        }),
      );
    touch('pointerdown', { clientX: 200, clientY: 200 });
    touch('pointerup', to);
  };
  wipe({ clientX: 180, clientY: 200 });
  wipe({ clientX: 100, clientY: 400 });
  screen.getByText('1 of 2');
  wipe({ clientX: 100, clientY: 210 });
  await screen.findByText('2 of 2');
});

test('what its author or its network marked is covered, not loaded, until somebody asks for that one picture', async () => {
  const user = userEvent.setup();
  show([file(1), file(2)], { marks: [mark('sensitive')] });
  const covered = await thumbnail(/^Sensitive: show, picture 1 of 2$/);
  expect(document.querySelector('img')).toBeNull();
  expect(await axeFaults()).toEqual([]);
  covered.focus();
  await user.keyboard('{Enter}');
  const opener = await thumbnail(/^Picture 1 of 2/);
  expect(document.activeElement).toBe(opener);
  await thumbnail(/^Sensitive: show, picture 2 of 2$/);
  await user.keyboard('{Enter}');
  const dialog = await lightbox();
  await user.keyboard('{ArrowRight}');
  expect(dialog.querySelector('img')).toBeNull();
  expect(await axeFaults()).toEqual([]);
  await user.click(within(dialog).getByText('Sensitive: show'));
  expect(dialog.querySelector('img')?.getAttribute('src')).toContain(idOf(2));
  // The keys are still those of the pictures.
  await user.keyboard('{ArrowLeft}');
  within(dialog).getByText('1 of 2');
  await user.click(within(dialog).getByRole('button', { name: 'Cover again' }));
  expect(dialog.querySelector('img')).toBeNull();
});

test('pictures are covered by every word that asks for it', () => {
  const codes = ['sensitive', 'possibly-sensitive', 'labelled', 'content-warning', 'unlisted', 'edited'];
  expect(codes.filter((code) => isCovering({ marks: [mark(code)] }))).toEqual(codes.slice(0, 4));
});

test('v shows the newest pictures, and only points at what is covered', async () => {
  const user = userEvent.setup();
  const Thread = () => {
    const scroller = { current: document.body as HTMLDivElement };
    useItemKeys(scroller);
    return [['sensitive'], []].map((codes, n) => (
      <article key={n} tabIndex={-1} aria-label={`${n}`}>
        <Attachments
          message={{ attachments: [file(n + 1)], channel: 'x', marks: codes.map(mark), text: '' }}
        />
      </article>
    ));
  };
  render(<Thread />);
  const covered = await thumbnail(/^Sensitive/);
  await user.keyboard('v');
  within(await lightbox()).getByText('2.png');
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  screen.getByRole('article', { name: '0' }).focus();
  await user.keyboard('v');
  expect(document.activeElement).toBe(covered);
  expect(screen.queryByRole('dialog')).toBeNull();
});

test('what its author said of each picture is said with it, where it is known of which', () => {
  const pictures = [file(1), file(2)];
  const text = 'Look\n\n[Picture: a lamp]\n\n[Picture: a box]';
  expect([...altsOf({ channel: 'x', text }, pictures).values()]).toEqual(['a lamp', 'a box']);
  expect([...altsOf({ channel: 'x', text: '[Picture: a lamp]' }, pictures).values()]).toEqual(['', '']);
  expect([...altsOf({ channel: 'email', text }, pictures).values()]).toEqual(['', '']);
});
