import type { ReactNode } from 'react';

interface CheckFieldProps {
  checked: boolean;
  onChange(checked: boolean): void;
  children: ReactNode;
}

/** A yes or no with its words. */
export function CheckField({ checked, onChange, children }: CheckFieldProps) {
  return (
    <label className="flex min-h-8 items-center gap-2 text-base">
      <input
        type="checkbox"
        checked={checked}
        onChange={(event) => onChange(event.target.checked)}
        className="size-4 shrink-0 accent-accent"
      />
      <span>{children}</span>
    </label>
  );
}
