import { create } from 'zustand';

type Overlay = 'palette' | 'shortcuts' | 'appearance' | null;

export const useOverlay = create<{ open: Overlay }>(() => ({ open: null }));
export const openOverlay = (open: Overlay): void => useOverlay.setState({ open });
export const closeOverlay = (): void => useOverlay.setState({ open: null });
