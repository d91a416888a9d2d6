import { act } from '@testing-library/react';
import { useLayoutEffect } from 'react';
import { createRoot } from 'react-dom/client';
import { isActive, useCommand } from './active-commands';

function Pane() {
  useCommand('thread.snooze', () => undefined);
  return null;
}

test('answers its key from the moment on in which it is drawn', () => {
  const heard: boolean[] = [];
  function Page() {
    useLayoutEffect(() => void heard.push(isActive('thread.snooze')), []);
    return <Pane />;
  }
  const root = createRoot(document.createElement('div'));
  act(() => root.render(<Page />));
  expect(heard).toEqual([true]);
  act(() => root.unmount());
  expect(isActive('thread.snooze')).toBe(false);
});
