import { create } from 'zustand';
import { holdKeys, takeHeldKeys } from '../keys/hold-keys';

type Overlay = 'palette' | 'shortcuts' | 'appearance' | 'new-message' | 'filter' | null;

export const useOverlay = create<{ open: Overlay }>(() => ({ open: null }));

/** Whoever asks for the palette goes on typing at once: until its field has the focus, their keys are held for it. */
export const openOverlay = (open: Overlay): void => {
  // Asked for once more, such as by a key that repeats: it is there, and takes what is typed itself.
  if (useOverlay.getState().open === open) return;
  takeHeldKeys();
  if (open === 'palette') holdKeys(closeOverlay);
  useOverlay.setState({ open });
};
export const closeOverlay = (): void => {
  takeHeldKeys();
  useOverlay.setState({ open: null });
};
