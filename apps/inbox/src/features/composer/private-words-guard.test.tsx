import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PrivateWordsGuard } from './private-words-guard';
import type { Composer } from './use-composer';

test('where a colleague has to say OK, private words do not keep the writer from asking for it', async () => {
  const sent: unknown[] = [];
  const composer = {
    sending: false,
    privateWords: { found: [{ kind: 'phone', text: '555 0199' }], close: false, sendAt: undefined },
    send: (order: unknown) => void sent.push(order),
  } as unknown as Composer;
  const { rerender } = render(<PrivateWordsGuard composer={composer} asksOk={false} />);
  screen.getByText('Send it all the same');
  expect(document.activeElement?.textContent).toBe('Show where it stands');
  rerender(<PrivateWordsGuard composer={composer} asksOk />);
  await userEvent.setup().click(screen.getByText('Ask for the OK all the same'));
  expect(sent).toMatchObject([{ sayAnyway: ['555 0199'] }]);
});
