import { render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFaults } from '../../test/axe-faults';
import { Menu, type MenuChoice } from './menu';

let ran: string[];
const choice = (id: string, checked?: boolean): MenuChoice => ({
  ...{ id, label: id, run: () => void ran.push(id) },
  ...(checked !== undefined && { checked }),
});

const openMenu = async () => {
  ran = [];
  const choices = [choice('board', false), choice('drafts', true), choice('theme')];
  render(
    <Menu label="Places" buttonLabel="More" choices={choices} className="">
      More
    </Menu>,
  );
  const user = userEvent.setup({ delay: null });
  await user.click(screen.getByRole('button', { name: 'More' }));
  await screen.findByRole('menu');
  return user;
};

test('choices of which one holds say which, beside those that only do something', async () => {
  await openMenu();
  const group = within(screen.getByRole('group', { name: 'Places' }));
  expect(group.getAllByRole('menuitemradio').map(({ textContent }) => textContent)).toEqual([
    'board',
    'drafts',
  ]);
  expect(screen.getByRole('menuitemradio', { checked: true }).textContent).toBe('drafts');
  expect(screen.getAllByRole('menuitem').map(({ textContent }) => textContent)).toEqual(['theme']);
  expect(await axeFaults()).toEqual([]);
});

test.each([
  ['space', ' ', ['board']],
  ['enter', '{Enter}', ['board']],
  ['the choice that holds', '{ArrowDown}{Enter}', ['drafts']],
  ['a choice after them', '{ArrowDown}{ArrowDown} ', ['theme']],
  ['escape', '{Escape}', []],
])('it opens at its top and is closed by one key: %s', async (_key, keys, expected) => {
  const user = await openMenu();
  expect(document.activeElement?.textContent).toBe('board');
  await user.keyboard(keys);
  expect(ran).toEqual(expected);
  expect(screen.queryByRole('menu')).toBeNull();
});
