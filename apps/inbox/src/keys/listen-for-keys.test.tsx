import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useCommand } from './active-commands';
import { Button } from '../ui/button';
import { composerScope, listenForKeys } from './listen-for-keys';

const { jest } = import.meta;

/** A page on which a thread is open: its keys are heard, and the keys that go somewhere else. */
function openPage() {
  const ran: string[] = [];
  function Page() {
    useCommand('thread.merge', () => void ran.push('merge'));
    useCommand('thread.mark', () => void ran.push('mark'));
    useCommand('go.mine', () => void ran.push('mine'));
    useCommand('go.review', () => void ran.push('review'));
    useCommand('go.people', () => void ran.push('people'));
    useCommand('board.left', () => void ran.push('left'));
    useCommand('board.right', () => void ran.push('right'));
    return null;
  }
  const stop = listenForKeys();
  render(<Page />);
  return { ran, stop, user: userEvent.setup({ delay: null }) };
}

test('the second key of a sequence means nothing by itself', async () => {
  const { ran, stop, user } = openPage();
  await user.keyboard('gm');
  await user.keyboard('gx');
  expect(ran).toEqual(['mine', 'review']);
  await user.keyboard('mx');
  expect(ran).toEqual(['mine', 'review', 'merge', 'mark']);
  stop();
});

test('columns of the board are walked by letters as by arrows', async () => {
  const { ran, stop, user } = openPage();
  await user.keyboard('hl{ArrowLeft}{ArrowRight}gh');
  expect(ran).toEqual(['left', 'right', 'left', 'right', 'people']);
  stop();
});

test('a first key that was long ago begins nothing', async () => {
  jest.useFakeTimers();
  const { ran, stop, user } = openPage();
  await user.keyboard('g');
  jest.advanceTimersByTime(1001);
  await user.keyboard('m');
  expect(ran).toEqual(['merge']);
  jest.useRealTimers();
  stop();
});

test('the key that sends does not press the button that has the focus beside the text, and Enter alone does', async () => {
  const ran: string[] = [];
  function Composer() {
    useCommand('composer.send', () => void ran.push('send'));
    return (
      <div {...composerScope}>
        <Button onPress={() => ran.push('pressed')}>Do not split</Button>
      </div>
    );
  }
  const stop = listenForKeys();
  render(<Composer />);
  const user = userEvent.setup({ delay: null });
  screen.getByRole('button').focus();
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(ran).toEqual(['send']);
  await user.keyboard('{Enter}');
  expect(ran).toEqual(['send', 'pressed']);
  stop();
});
