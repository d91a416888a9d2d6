import type { ListFilter, ViewName } from '../data/threads/view-membership';
import FilterKeys from '../features/filters/filter-keys';
import BulkPart from './bulk-part';
import { useSetFilter } from './use-set-filter';

interface ListKeysProps {
  view: ViewName;
  filter: ListFilter;
}

/** What a list can do that is loaded after it: the digits of its filters, and what is done with many people at once. */
export default function ListKeys({ view, filter }: ListKeysProps) {
  const { setFilter } = useSetFilter();
  return (
    <>
      <FilterKeys filter={filter} onFilter={setFilter} />
      <BulkPart view={view} filter={filter} />
    </>
  );
}
