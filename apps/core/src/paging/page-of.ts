import { writeMarker } from './page-marker.js';

/** A page of rows of which one more than `limit` was asked for; `exactAt` is what they are sorted by, an instant as a rule. */
export const pageOf = <Row extends { id: string; exactAt: string }>(
  rows: readonly Row[],
  limit: number,
): { items: Omit<Row, 'exactAt'>[]; next: string | null } => {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  const next = rows.length > limit && last ? writeMarker([last.exactAt, last.id]) : null;
  return { items: shown.map(({ exactAt: _, ...item }) => item), next };
};
