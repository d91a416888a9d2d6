import { waitFor } from '@testing-library/react';
import { keepFocus } from './keep-focus';

describe('the focus', () => {
  let end: () => void;

  beforeEach(() => {
    document.body.innerHTML = `
      <main><p>A page</p></main>
      <div role="dialog" tabindex="-1"><p><button>Sign in</button></p><button>Cancel</button></div>`;
    end = keepFocus();
  });

  afterEach(() => {
    end();
    document.body.innerHTML = '';
  });

  const all = () => document.querySelectorAll('button');
  const dialog = () => document.querySelector('[role=dialog]');

  it('goes to what its element stood in when that is gone', async () => {
    all()[0]!.focus();
    all()[0]!.parentElement!.remove();
    await waitFor(() => expect(document.activeElement).toBe(dialog()));
  });

  it('comes back to a button that could not be used for a while', async () => {
    const [signIn] = all();
    signIn!.focus();
    signIn!.disabled = true;
    await waitFor(() => expect(document.activeElement).toBe(dialog()));
    signIn!.disabled = false;
    await waitFor(() => expect(document.activeElement).toBe(signIn));
  });

  it('is not pulled back from whoever went on meanwhile', async () => {
    const [signIn] = all();
    signIn!.focus();
    signIn!.disabled = true;
    await waitFor(() => expect(document.activeElement).toBe(dialog()));
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Tab' }));
    signIn!.disabled = false;
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(document.activeElement).toBe(dialog());
  });

  it('goes into no field in which it was before, and behind no dialog', async () => {
    const field = document.createElement('input');
    document.querySelector('main')!.append(field);
    field.focus();
    all()[0]!.focus();
    dialog()!.remove();
    await waitFor(() => expect(document.activeElement).toBe(document.querySelector('main')));
    field.focus();
    expect(document.querySelector('main')!.hasAttribute('tabindex')).toBe(false);
  });

  it('goes to the page when nothing is left of where it was', async () => {
    all()[0]!.focus();
    dialog()!.remove();
    await waitFor(() => expect(document.activeElement).toBe(document.querySelector('main')));
  });

  it('stays where an agent put it', async () => {
    const [signIn, cancel] = all();
    signIn!.focus();
    signIn!.blur();
    cancel!.remove();
    await new Promise((resolve) => setTimeout(resolve, 150));
    expect(document.activeElement).toBe(document.body);
  });
});
