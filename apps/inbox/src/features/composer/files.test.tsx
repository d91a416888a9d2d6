import type { UploadView } from '@filo/contracts/http';
import { fireEvent, render, screen } from '@testing-library/react';
import '../../i18n/later-words';
import { changeDraft } from '../../state/drafts/draft-store';
import { Files } from './files';

const file = (name: string, mediaType: string) => ({ id: name, name, mediaType, bytes: 900 }) as UploadView;

test('of the files of a reply those are seen that can be drawn, and of all others the sign of a file', () => {
  const attachments = [
    file('lamp.png', 'image/png'),
    file('plan.svg', 'image/svg+xml'),
    file('photo.heic', 'image/heic'),
    file('old.bmp', 'image/bmp'),
  ];
  changeDraft('ada', 'reply', { text: 'Here', attachments });
  render(<Files threadId="ada" limits={null} write={() => undefined} />);
  const drawn = () =>
    screen
      .getAllByRole('listitem')
      .map((one) => [one.querySelector('bdi')!.textContent, one.querySelector('img') !== null]);
  expect(drawn()).toEqual([
    ['lamp.png', true],
    ['plan.svg', false],
    ['photo.heic', false],
    ['old.bmp', false],
  ]);
  // What is damaged, or larger than can be drawn.
  fireEvent.error(document.querySelector('img')!);
  expect(document.querySelector('img')).toBeNull();
});
