import { create } from 'zustand';
import { t } from '../i18n/t';
import { announce } from './announcer';

export interface Toast {
  id: number;
  text: string;
  tone: 'done' | 'problem';
  undo?: () => void;
  /** What else can be done with it, while it is shown. */
  offer?: { verb: string; run(): void };
  /** How long it is shown; default: 8 s, a problem 15 s. */
  forMs?: number;
}

/** `of`: whom or what it tells of, where its text does not say that. */
type ToShow = Omit<Toast, 'id'> & { of?: string | undefined };

const shownMs = 8000;
const problemMs = 15_000;
/** How long what was done can be undone by the key, though nothing on the screen tells of it any more. */
const undoMs = 60_000;
let lastId = 0;

export const useToasts = create<{ toasts: Toast[] }>(() => ({ toasts: [] }));

/** What can be undone, the newest last, each for its time. */
let undoable: { id: number; text: string; undo(): void; until: number }[] = [];

export const dismissToast = (id: number): void =>
  useToasts.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));

/** Shows a short message; at most three at a time, the oldest gives way. */
export function showToast({ of, ...said }: ToShow): number {
  const id = (lastId += 1);
  const toast = of ? { ...said, text: t('toast.of', { name: of, text: said.text }) } : said;
  useToasts.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), { ...toast, id }] }));
  const { undo, forMs = undoMs } = toast;
  if (undo) undoable.push({ id, text: toast.text, undo, until: Date.now() + forMs });
  setTimeout(() => dismissToast(id), toast.forMs ?? (toast.tone === 'problem' ? problemMs : shownMs));
  return id;
}

export const showProblem = (text: string): number => showToast({ text, tone: 'problem' });

/** Undoes what this toast told of, once. */
export function undoToast(id: number): void {
  const told = undoable.find((one) => one.id === id);
  undoable = undoable.filter((one) => one !== told);
  dismissToast(id);
  told?.undo();
}

/** Undoes the newest action that still can be undone, on the screen or not, where it is said which; answers whether there was one. */
export function undoLast(): boolean {
  undoable = undoable.filter(({ until }) => until > Date.now());
  const newest = undoable.at(-1);
  if (newest && !useToasts.getState().toasts.some(({ id }) => id === newest.id))
    announce(t('toast.undoing', { what: newest.text }));
  if (newest) undoToast(newest.id);
  return newest !== undefined;
}
