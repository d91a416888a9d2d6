/** Topics, or promises, of one transaction. */
export const atOnce = 25;

/** How an agent stands whose topics and promises move, and on whose word. */
export interface Mover {
  gone: boolean;
  by: string;
  to: string | null;
}
