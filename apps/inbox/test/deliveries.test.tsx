import { render, screen } from '@testing-library/react';
import type { DeliveryView, MessageView } from '@filo/contracts/http';
import { Deliveries } from '../src/features/thread/message/deliveries';
import { delivery } from './fixture/world';

const lineOf = (part: Partial<DeliveryView>) => {
  const recipient = { kind: 'mail', key: 'ada@example.org' } as unknown as DeliveryView['recipient'];
  const deliveries = [{ ...delivery(recipient, 'sent', Date.now()), ...part }];
  render(<Deliveries message={{ deliveries, reports: [] } as unknown as MessageView} />);
  return screen.getAllByRole('listitem')[0]!;
};

test('a mail kept on the outbox page says so and bears no tick', () => {
  const line = lineOf({ kept: true });
  expect(line.textContent).toContain('kept on the outbox page');
  expect(line.textContent).not.toContain('sent');
  expect(line.querySelector('.lucide-check')).toBeNull();
});

test('a mail that left is told as sent', () => {
  const line = lineOf({});
  expect(line.textContent).toContain('ada@example.org: sent');
  expect(line.querySelector('.lucide-check')).not.toBeNull();
});

test('what waits because its account is paused stands out as what was tried and waits does', () => {
  const why = [{ code: 'account-paused-waits' }] as never;
  expect(lineOf({ state: 'queued', detail: 'Its account is paused.', why }).className).toContain('text-warn');
});
