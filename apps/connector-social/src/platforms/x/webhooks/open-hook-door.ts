import type { Service } from '@filo/service';
import { HookBook } from './hook-book.js';
import { HookDoor } from './hook-door.js';

/** Opens the port for X; whose accounts they are comes later, from the bus. */
export const openHookDoor = async (
  { FILO_X_WEBHOOK_PORT: port, FILO_HOST: host }: { FILO_X_WEBHOOK_PORT: number; FILO_HOST: string },
  service: Pick<Service, 'log' | 'onStop'>,
): Promise<HookBook> => {
  const book = new HookBook();
  const door = await HookDoor.open(book, { port, host });
  service.onStop(() => door.close());
  service.log.info({ port: door.port }, 'X may tell what happens');
  return book;
};
