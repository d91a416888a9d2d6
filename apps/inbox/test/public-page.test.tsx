import type { IdentityView, ProfileShown } from '@filo/contracts/http';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { PublicPageButton } from '../src/features/profile/contacts/public-page-button';

const identity = {
  ...{
    id: '0199aaaa-0000-7000-8000-000000000001',
    kind: 'bluesky',
    key: 'did:plc:ada',
    handle: 'ada.example',
  },
  ...{ name: 'Ada', ours: false, proof: 'proven', bouncing: false, shared: false, blocked: false },
} satisfies IdentityView;

const page = (over: object = {}): ProfileShown => ({
  identityId: identity.id,
  channel: 'bluesky',
  absent: null,
  profile: {
    ...{ name: 'Ada', handle: 'ada.example', bio: 'Lamps', photo: null, isProtected: false },
    ...{ followers: 12, following: 2, posts: null },
    recentPosts: [
      { text: 'Hello', at: '2026-01-02T00:00:00Z', permalink: 'https://bsky.app/post', pictures: 1 },
    ],
    readAt: new Date(Date.now() - 3 * 60_000 - 500).toISOString(),
    ...over,
  },
});

function open(told: ProfileShown, over: Partial<IdentityView> = {}) {
  const asked: string[] = [];
  globalThis.fetch = ((url: string, { method = 'GET' }: RequestInit = {}) => {
    asked.push(`${method} ${url}`);
    const text = () => Promise.resolve(JSON.stringify(told));
    return Promise.resolve({ ok: true, headers: new Headers(), status: 200, text });
  }) as unknown as typeof fetch;
  const { container } = render(
    <QueryClientProvider client={new QueryClient()}>
      <PublicPageButton identity={{ ...identity, ...over }} />
    </QueryClientProvider>,
  );
  return { asked, container, user: userEvent.setup({ delay: null }) };
}
const press = (user: ReturnType<typeof userEvent.setup>) =>
  user.click(screen.getByRole('button', { name: 'Page at Bluesky of ada.example' }));

test('a page is asked for when it is opened and not before, and is theirs with the network and its age', async () => {
  const { asked, user } = open(page());
  expect(asked).toEqual([]);
  await press(user);
  await screen.findByText('From Bluesky, 3 min ago');
  expect(asked).toEqual([`POST /api/v1/identities/${identity.id}/profile`]);
  screen.getByText('Lamps');
  screen.getByText('12 followers · follows 2');
  expect(screen.getByRole('link').getAttribute('rel')).toBe('noreferrer noopener');
  await press(user);
  expect(screen.queryByText('Lamps')).toBeNull();
  await press(user);
  await screen.findByText('Lamps');
  expect(asked).toHaveLength(1);
});

test('what they wrote is text, and nothing on the page leads to another server before a click', async () => {
  const bio = '<img src="https://evil.example/x.png"><b>bold</b>';
  const { container, user } = open(page({ bio, photo: '0199aaaa-0000-7000-8000-000000000002' }));
  await press(user);
  await screen.findByText(bio);
  const sources = [...container.querySelectorAll('img')].map((image) => image.getAttribute('src'));
  expect(sources).toEqual([`/api/v1/identities/${identity.id}/photo?v=0199aaaa-0000-7000-8000-000000000002`]);
});

test.each([
  ['unavailable', /Bluesky does not answer now/],
  ['costs-reached', /tomorrow/],
  ['something-new', /in its own words/],
])('where it cannot be had (%s) it says why and shows nothing', async (code, words) => {
  const absent = { code, message: 'Said in its own words.' };
  const { user } = open({ identityId: identity.id, channel: 'bluesky', profile: null, absent });
  await press(user);
  await screen.findByText(words);
  expect(screen.queryByText(/followers/)).toBeNull();
});

test('an address that has no page of its own offers none', () => {
  open(page(), { kind: 'mail', key: 'ada@example.org', handle: null });
  expect(screen.queryByRole('button')).toBeNull();
});
