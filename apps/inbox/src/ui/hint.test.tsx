import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { activateLanguage } from '../i18n/activate-language';
import { Hint } from './hint';

test('a hint shows at whatever the keyboard reached, a link too, describes it, and goes with Esc', async () => {
  await activateLanguage('en');
  const user = userEvent.setup();
  render(
    <Hint command="go.mine" text="Mine">
      <a href="#mine">Mine</a>
    </Hint>,
  );
  await user.tab();
  expect((await screen.findByRole('tooltip', {}, { timeout: 20_000 })).textContent).toContain('Mine');
  expect(screen.getByRole('link').getAttribute('aria-describedby')).toBeTruthy();
  await user.keyboard('{Escape}');
  await waitFor(() => expect(screen.queryByRole('tooltip')).toBeNull());
  expect(screen.getByRole('link').getAttribute('aria-describedby')).toBeNull();
});
