import type { MessageView } from '@filo/contracts/http';
import { create } from 'zustand';

/** A message that is to go to somebody else, or once more to another address. */
export interface CarryRequest {
  kind: 'forward' | 'resend';
  message: MessageView;
}

export const useCarryRequest = create<{ open: CarryRequest | null }>(() => ({ open: null }));
export const askCarry = (open: CarryRequest | null): void => useCarryRequest.setState({ open });
