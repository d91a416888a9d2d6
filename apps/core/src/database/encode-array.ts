import { elementTypes, type Element, type ElementType } from './encode-element.js';

/**
 * An array in Postgres' own binary form, to be given as a parameter. Reading and writing it costs a fraction of what the
 * text form does, in which every character of every element is escaped and parsed. Plain loops: this runs for every value
 * that ingest stores.
 */
export const encodeArray = (type: ElementType, values: readonly unknown[]): Buffer => {
  const element: Element = elementTypes[type];
  const sizes = new Int32Array(values.length);
  let total = headBytes(values.length);
  let nulls = false;
  for (let n = 0; n < values.length; n++) {
    const value = values[n];
    const missing = value === null || value === undefined;
    sizes[n] = missing ? -1 : element.size(value);
    total += missing ? 4 : 4 + sizes[n]!;
    nulls ||= missing;
  }
  const into = Buffer.allocUnsafe(total);
  let at = writeHead(into, { oid: element.oid, count: values.length, nulls });
  for (let n = 0; n < values.length; n++) {
    const size = sizes[n]!;
    at = into.writeInt32BE(size, at);
    if (size === -1) continue;
    element.write(into, values[n], at);
    at += size;
  }
  return into;
};

/** An array without elements has no dimension either. */
const headBytes = (count: number): number => (count === 0 ? 12 : 20);

const writeHead = (into: Buffer, head: { oid: number; count: number; nulls: boolean }): number => {
  into.writeInt32BE(head.count === 0 ? 0 : 1, 0);
  into.writeInt32BE(head.nulls ? 1 : 0, 4);
  const at = into.writeInt32BE(head.oid, 8);
  if (head.count === 0) return at;
  into.writeInt32BE(head.count, at);
  // Postgres counts the elements of an array from one.
  return into.writeInt32BE(1, at + 4);
};
