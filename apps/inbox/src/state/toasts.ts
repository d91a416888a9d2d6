import { create } from 'zustand';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'problem';
  undo?: () => void;
  /** How long it is shown; default: 8 s, a problem 15 s. */
  forMs?: number;
}

const shownMs = 8000;
const problemMs = 15_000;
let lastId = 0;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** Shows a short message; at most three at a time, the oldest gives way. */
export function showToast(toast: Omit<Toast, 'id'>): number {
  const id = (lastId += 1);
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { ...toast, id }] }));
  setTimeout(() => dismissToast(id), toast.forMs ?? (toast.tone === 'problem' ? problemMs : shownMs));
  return id;
}

export const showProblem = (text: string): number => showToast({ text, tone: 'problem' });

/** Undoes the newest action that still can be undone; answers whether there was one. */
export function undoLast(): boolean {
  const toast = useToasts.getState().toasts.findLast((candidate) => candidate.undo);
  if (!toast) return false;
  dismissToast(toast.id);
  toast.undo?.();
  return true;
}
