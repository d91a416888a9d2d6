import { tOr } from './t';

/** A field is known by its name alone: `order-number` is read as "Order number". */
export function fieldLabel(field: string): string {
  const words = field.replaceAll(/[-_]+/g, ' ');
  return tOr(`fact.${field}`, words.charAt(0).toUpperCase() + words.slice(1));
}

/** The other way: what an agent calls a new field, as forms would call it, so that both mean one field. */
export const fieldNameOf = (label: string): string =>
  label
    .trim()
    .toLowerCase()
    .replaceAll(/[\s_-]+/g, '-')
    .slice(0, 64);
