import type { PersonPage, ThreadRow } from '@filo/contracts/http';
import type { InfiniteData, QueryClient } from '@tanstack/react-query';

type PeopleList = InfiniteData<PersonPage, string | undefined>;

/** Brings the name and photo of a row into every list of people that shows this person. Nobody is added or moved. */
export function patchPeopleLists(client: QueryClient, row: ThreadRow): void {
  client.setQueriesData<PeopleList>({ queryKey: ['people-list'] }, (data) =>
    data?.pages.some((page) => page.items.some((item) => item.id === row.id))
      ? { ...data, pages: data.pages.map((page) => patched(page, row)) }
      : data,
  );
}

const patched = (page: PersonPage, { person, lastAt }: ThreadRow): PersonPage => ({
  ...page,
  items: page.items.map((item) =>
    item.id === person.id ? { ...item, name: person.name, photo: person.photo, lastAt } : item,
  ),
});
