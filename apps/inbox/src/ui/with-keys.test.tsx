import { render, screen } from '@testing-library/react';
import { Button } from './button';
import { IconButton } from './icon-button';

test('a button that carries out a command names its key, unless that is a sequence', () => {
  render(
    <>
      <Button command="thread.close">Close</Button>
      <IconButton command="composer.send" label="Send" isDisabled>
        x
      </IconButton>
      <Button command="go.board">Board</Button>
      <Button>Plain</Button>
    </>,
  );
  const keys = ['Close', 'Send', 'Board', 'Plain'].map((name) =>
    screen.getByRole('button', { name }).getAttribute('aria-keyshortcuts'),
  );
  expect(keys).toEqual(['e', 'Control+Enter', null, null]);
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
});
