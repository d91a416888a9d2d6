import { create } from 'zustand';

/** Whether the server has forgotten our session while the page was in use. */
export const sessionExpired = create<{ expired: boolean; expire(): void; renew(): void }>((set) => ({
  expired: false,
  expire: () => set({ expired: true }),
  renew: () => set({ expired: false }),
}));
