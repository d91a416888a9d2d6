import type { BoardCard } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import '../../i18n/later-words';
import { CorrectDialog } from './correct-dialog';

const nothing = (): void => undefined;

test.each([
  ['act-now', 'Less grave than it sounds', 'Graver than it sounds'],
  ['watch', 'Graver than it sounds', 'Less grave than it sounds'],
] as const)('to Today, what was computed as %s offers a reason of that way alone', (from, offered, other) => {
  const card = { text: 'It smells odd', voices: 1, severity: { level: from } } as BoardCard;
  render(<CorrectDialog card={card} level="today" onCorrect={nothing} onClose={nothing} />);
  expect(screen.getByRole('button', { name: offered })).toBeTruthy();
  expect(screen.queryByRole('button', { name: other })).toBeNull();
});
