import { act, render, screen } from '@testing-library/react';
import { showToast } from '../state/toasts';
import { ToastRegion } from './toast-region';

test('toasts stand beside the rail, whose controls stay free', () => {
  window.matchMedia = ((query: string) => ({
    matches: query.includes(' 64rem'),
    ...{ addEventListener: () => undefined, removeEventListener: () => undefined },
  })) as unknown as typeof matchMedia;
  render(<ToastRegion />);
  act(() => void showToast({ tone: 'done', text: 'Closed' }));
  const { style } = screen.getByText('Closed').closest('section')!;
  // Three panes: the wide rail takes 12.5 rem.
  expect(style.insetInlineStart).toBe('calc(12.5rem + 0.5rem)');
});
