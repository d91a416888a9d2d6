import type { ReplyOptions } from '@filo/contracts/http';
import { act, render, screen } from '@testing-library/react';
import { changeDraft, draftOf } from '../../state/drafts/draft-store';
import BesideWords from './beside-words';

const options = {
  ...{ audience: 'public', readers: null, contentWarning: null, asksLanguage: false },
} as ReplyOptions;

test('who chose fewer readers than can be chosen now is told, and lets everybody read it by one click', () => {
  changeDraft('ada', 'reply', { text: 'Sorry!', readers: 'author' });
  render(
    <BesideWords threadId="ada" options={options} write={(change) => changeDraft('ada', 'reply', change)} />,
  );
  expect(screen.getByRole('alert').textContent).toContain('its author alone');
  act(() => screen.getByRole('button').click());
  expect(screen.queryByRole('alert')).toBeNull();
  expect(draftOf('ada', 'reply')).toMatchObject({ text: 'Sorry!', readers: null });
});
