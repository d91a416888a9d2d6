import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import '../i18n/later-words';
import { PeopleBrowser } from '../features/people/people-browser';

const route = getRouteApi('/shell/people');

/** All people, and the search among them; the words stand in the address. */
export default function PeoplePage() {
  const { q = '' } = route.useSearch();
  const navigate = useNavigate();
  const search = useCallback(
    (text: string) => void navigate({ to: '/people', search: text ? { q: text } : {}, replace: true }),
    [navigate],
  );
  return <PeopleBrowser q={q} onSearch={search} />;
}
