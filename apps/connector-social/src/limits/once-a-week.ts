import type { Listening } from '@filo/connector';

const weekMs = 7 * 86_400_000;

/** What looks at all that is noted of an account, which is enough once in a while; `name`: under which it is remembered when. */
export const onceAWeek = async (
  { cursor }: Pick<Listening, 'cursor'>,
  name: string,
  work: () => Promise<void>,
): Promise<void> => {
  const before = (await cursor.read<number>(name)) ?? 0;
  if (Date.now() - before < weekMs) return;
  await work();
  await cursor.write(name, Date.now());
};
