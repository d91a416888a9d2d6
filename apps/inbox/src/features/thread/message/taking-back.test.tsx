import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import { Deliveries } from './deliveries';

const wish = { by: 'Ines', at: '2026-11-26T09:00:00.000Z', said: 'mastodon: no answer', refused: false };
const answer = (takingBack: DeliveryView['takingBack']) =>
  ({
    channel: 'mastodon',
    reports: [],
    deliveries: [
      {
        ...{ id: 'd', state: 'sent', attempt: 1, at: '2026-11-26T08:00:00.000Z', detail: null, why: [] },
        ...{ maybeTwice: false, kept: false, deletedBy: null, takingBack },
        recipient: {
          id: 'i',
          kind: 'mastodon',
          key: 'https://a.example/users/ada',
          name: 'Ada',
          handle: null,
        },
      },
    ],
  }) as unknown as MessageView;
const deleted = (deletedBy: string | null): MessageView => {
  const message = answer(null);
  return { ...message, deliveries: [{ ...message.deliveries[0]!, state: 'deleted', deletedBy }] };
};

test('an answer that waits to be deleted says who asked, that it is tried again, and what the other side said', async () => {
  render(<Deliveries message={answer(wish)} />);
  const said = await screen.findByText(/Ines asked at .* to delete it at Mastodon; .*tried again/);
  expect(said.textContent).toContain('mastodon: no answer');
});

test('one whose platform refused says that it was not deleted', async () => {
  render(<Deliveries message={answer({ ...wish, refused: true, said: 'No.' })} />);
  expect((await screen.findByText(/It was not deleted at Mastodon/)).textContent).toContain('No.');
});

test('one that nobody wants deleted says nothing of it', () => {
  const { container } = render(<Deliveries message={answer(null)} />);
  expect(container.textContent).not.toMatch(/delete/);
});

test('one that is gone at its network says who deleted it, or that nobody here did', () => {
  const here = render(<Deliveries message={deleted('Ines')} />);
  expect(here.container.textContent).toMatch(/Ada: deleted by us \(Ines\)/);
  const there = render(<Deliveries message={deleted(null)} />);
  expect(there.container.textContent).toMatch(/Ada: deleted at Mastodon, not from here/);
});
