import type { ImportList, ImportPreview, ImportView } from '@filo/contracts/http';
import { infiniteQueryOptions } from '@tanstack/react-query';
import { apiBase, request } from '../api/request';

const isAtWork = ({ state }: ImportView): boolean => ['waiting', 'running', 'undoing'].includes(state);

/** Newest first; asked again while one of them is at work. */
export const importsQuery = infiniteQueryOptions({
  queryKey: ['imports'] as const,
  initialPageParam: undefined as string | undefined,
  queryFn: ({ pageParam, signal }) =>
    request<ImportList>('/imports', { query: { cursor: pageParam }, signal }),
  getNextPageParam: (page: ImportList) => page.next ?? undefined,
  refetchInterval: ({ state }) =>
    state.data?.pages.some((page) => page.items.some(isAtWork)) ? 1_000 : false,
});

const formOf = (file: File): FormData => {
  const form = new FormData();
  form.append('file', file, file.name);
  return form;
};

export const previewImport = (file: File): Promise<ImportPreview> =>
  request('/imports/preview', { method: 'POST', body: formOf(file) });

export interface ImportWanted {
  file: File;
  name: string;
  mode: 'dry-run' | 'run';
  columns: readonly string[];
  /** Who may see it; left out where there is no choice. */
  accountGroupId?: string | undefined;
  /** The form by which the users of a column `site` are known. */
  siteForm?: string | undefined;
}

export const startImport = ({ file, name, mode, columns, ...more }: ImportWanted): Promise<ImportView> => {
  const form = formOf(file);
  form.append('name', name);
  form.append('mode', mode);
  form.append('columns', JSON.stringify(columns));
  for (const [field, value] of Object.entries(more)) if (value) form.append(field, value);
  return request('/imports', { method: 'POST', body: form });
};

export const undoImport = (id: string): Promise<ImportView> =>
  request(`/imports/${id}/undo`, { method: 'POST' });

export const importFaultsUrl = (id: string): string => `${apiBase}/imports/${id}/faults`;
