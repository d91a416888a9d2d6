import type { ReplyOptions } from '@filo/contracts/http';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { axeFaults } from '../../../test/axe-faults';
import { emptyDraft, type Draft } from '../../state/drafts/draft';
import { fromChosenAccount, withFittingChoices } from '../../state/drafts/fitting-choices';
import { contentOf, draftFrom } from '../../state/drafts/sync/draft-content';
import AccountChoice from './account-choice';
import { bodyOf } from './send-draft';

const accounts = [
  { id: 'shop', address: '@shop', limits: 'weighted max=280' },
  { id: 'support', address: '@shop_support', limits: 'weighted max=25000' },
];
const options = { accountAddress: '@shop', limits: 'weighted max=280', accounts } as ReplyOptions;
const draft: Draft = { ...emptyDraft(), text: 'Hello', accountId: 'support' };

test('who has two accounts chooses the one that answers, by keys as well, and the first is no choice', async () => {
  const written: Partial<Draft>[] = [];
  const show = (one: ReplyOptions) => (
    <AccountChoice options={one} write={(change) => written.push(change)} />
  );
  const { rerender } = render(show(options));
  const field = screen.getByRole<HTMLSelectElement>('combobox', { name: 'from' });
  expect(field.value).toBe('shop');
  const user = userEvent.setup({ delay: null });
  await user.selectOptions(field, '@shop_support');
  rerender(show(fromChosenAccount(options, 'support')));
  expect(field.value).toBe('support');
  await user.selectOptions(field, '@shop');
  expect(written).toEqual([{ accountId: 'support' }, { accountId: null }]);
  expect(await axeFaults()).toEqual([]);
});

test('the chosen account is shown, measured by and sent from, where it is still offered, and a draft keeps it', () => {
  expect(fromChosenAccount(options, 'support')).toMatchObject({
    accountAddress: '@shop_support',
    limits: 'weighted max=25000',
  });
  expect(fromChosenAccount(options, 'gone')).toBe(options);
  const fitting = withFittingChoices(draft, options);
  const order = {
    threadId: 't',
    topicId: null,
    mode: 'reply',
    version: 1,
    close: false,
    askOk: false,
  } as const;
  expect(bodyOf({ ...order, draft: fitting })).toMatchObject({ accountId: 'support' });
  const elsewhere = withFittingChoices(draft, { ...options, accounts: [accounts[0]!] });
  expect(bodyOf({ ...order, draft: elsewhere })).not.toHaveProperty('accountId');
  const content = contentOf(draft);
  const view = { id: 'd', revision: 1, content, changedAt: '2026-11-27T08:00:00.000Z' };
  expect(draftFrom(view as Parameters<typeof draftFrom>[0]).accountId).toBe('support');
});
