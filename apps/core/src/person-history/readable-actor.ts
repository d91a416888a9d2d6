import type { PersonHistory } from '@filo/contracts/http';

type Actor = PersonHistory['links'][number]['actor'];

/** What Filo does by itself it does in its own name; an agent who is gone from the list keeps none. */
const names: Readonly<Record<string, string>> = { ingest: 'Filo', merge: 'Filo', '': 'Filo' };

export const readableActor = ({ agent, name }: Actor): Actor => ({ agent, name: names[name] ?? name });
