import type { MergePreview } from '@filo/contracts/http';
import { render, screen, within } from '@testing-library/react';
import { MergeSummary } from '../src/features/merge/merge-summary';
import { changeDraft, openDrafts } from '../src/state/drafts/draft-store';
import { identity } from './fixture/world';

const part = { version: 1, identities: [], messages: 1, notes: 0, topics: 1, openTopics: 1, more: false };
const preview: MergePreview = {
  survivorId: 'a',
  people: [
    { ...part, id: 'a', name: 'Amara' },
    { ...part, id: 'b', name: 'Amara Okafor' },
  ],
  moves: { identities: 1, messages: 1, notes: 0, topics: 1 },
  name: 'Amara Okafor',
  fields: [
    {
      field: 'city',
      values: [
        { personId: 'a', value: 'Lisbon', shown: false },
        { personId: 'b', value: 'Porto', shown: true },
      ],
    },
    { field: 'language', values: [{ personId: 'a', value: 'pt', shown: true }] },
  ],
  cannotUndo: [],
};

beforeEach(() => {
  localStorage.clear();
  openDrafts(crypto.randomUUID());
});

test('the preview says of every field whose word is shown afterwards, and that nothing is lost', () => {
  render(<MergeSummary preview={preview} />);
  const city = screen.getByRole('row', { name: /^City/ });
  expect(within(city).getByText('Lisbon').closest('td')?.textContent).toBe('Lisbonkept, not shown');
  expect(within(city).getByText('Porto').closest('td')?.textContent).toBe('Portoshown afterwards');
  expect(screen.getByRole('row', { name: /^Language Portuguese shown afterwards –$/ })).toBeTruthy();
  expect(screen.getByText('Called afterwards: Amara Okafor')).toBeTruthy();
  expect(screen.getByText(/All names and values are kept/)).toBeTruthy();
});

test('an account is shown by its handle and network', () => {
  const [amara, other] = preview.people as [MergePreview['people'][0], MergePreview['people'][0]];
  const identities = [
    identity('1003', null, { kind: 'x', handle: 'amara' }),
    identity('a@example.org', null),
  ];
  render(<MergeSummary preview={{ ...preview, people: [{ ...amara, identities }, other] }} />);
  const shown = within(screen.getByRole('row', { name: /^Addresses/ })).getAllByRole('listitem');
  expect(shown.map(({ textContent }) => textContent)).toEqual(['amara (X)', 'a@example.org']);
});

test('a draft goes along, and one that would meet another is said to wait beside it', () => {
  changeDraft('b', 'reply', { text: 'To her.' });
  changeDraft('b', 'note', { text: 'About her.' });
  changeDraft('a', 'note', { text: 'Of before.' });
  render(<MergeSummary preview={preview} />);
  expect(screen.getByText('Your draft to Amara Okafor goes along.')).toBeTruthy();
  expect(
    screen.getByText(/^Your draft of a note on Amara Okafor waits beside the one on Amara/),
  ).toBeTruthy();
});

test('without a draft nothing is said of any', () => {
  render(<MergeSummary preview={preview} />);
  expect(screen.queryByText(/draft/i)).toBeNull();
});
