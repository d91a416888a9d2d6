import { connect, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

export interface WayToDatabase {
  url: string;
  /** Cuts what is open, and each that knocks. */
  close(): void;
  open(): void;
  /** How many knocked in vain since it was closed. */
  knocks(): number;
  end(): Promise<void>;
}

/** A way to Postgres that can be cut, as when Postgres is killed, and opened again. */
export const wayToDatabase = async (database: string): Promise<WayToDatabase> => {
  const real = new URL(database);
  const open = new Set<Socket>();
  let [isOpen, knocks] = [true, 0];
  const server: Server = createServer((near) => {
    if (!isOpen) {
      knocks++;
      near.destroy();
      return;
    }
    const far = connect(Number(real.port), real.hostname);
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      open.add(socket);
      socket.on('error', () => (near.destroy(), far.destroy()));
      socket.on('close', () => (open.delete(socket), near.destroy(), far.destroy()));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(real);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  const cut = (): void => open.forEach((socket) => socket.destroy());
  return {
    url: url.href,
    close: () => {
      [isOpen, knocks] = [false, 0];
      cut();
    },
    open: () => (isOpen = true),
    knocks: () => knocks,
    end: () => {
      cut();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
};
