import type { AttachmentView } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import { Attachments } from '../src/features/thread/message/attachments';

const file = (over: Partial<AttachmentView>): AttachmentView => ({
  ...{ id: '0199aaaa-0000-7000-8000-000000000001', name: 'a.png', mediaType: 'image/png' },
  ...{ bytes: 4, inline: false, contentId: null, alt: null, ...over },
});

test('what we said of a picture stands below it, and nothing where nothing was said', () => {
  const files = [file({ alt: 'The <b>blue</b> lamp' }), file({ id: '0199aaaa-0000-7000-8000-000000000002' })];
  render(<Attachments attachments={files} />);
  const [one, other] = screen.getAllByRole('listitem');
  expect(one?.textContent).toContain('Shows: The <b>blue</b> lamp');
  expect(other?.textContent).not.toContain('Shows');
});
