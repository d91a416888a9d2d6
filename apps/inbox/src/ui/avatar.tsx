import { useState } from 'react';
import { cx } from './class-names';

/** A stable hue of a name or id. */
export function hueOf(seed: string): number {
  let hash = 0;
  for (const character of seed) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hash;
}

/** The first letters of the first and last word; never half of an emoji. */
export function initials(name: string): string {
  const words = name
    .replace(/@.*$/, '')
    .split(/[\s._-]+/)
    .filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined]
    .map((word) => (word ? [...word][0] : ''))
    .join('');
  return letters.toLocaleUpperCase() || '?';
}

const sizes = {
  tiny: 'size-4 text-[0.5rem]',
  small: 'size-6 text-2xs',
  normal: 'size-9 text-sm',
  large: 'size-20 text-xl',
} as const;

interface AvatarProps {
  seed: string;
  name: string;
  size?: keyof typeof sizes;
  /** Where the photo is; without one, or while it cannot be had, the initials stand. */
  photo?: string | undefined;
}

/**
 * A face: the photo, else a plain circle with initials, in a colour that stays the same for the person. The initials are
 * drawn, not written: inside a button they are no part of what it says.
 */
export function Avatar({ seed, name, size = 'normal', photo }: AvatarProps) {
  const [broken, setBroken] = useState<string>();
  const hue = hueOf(seed);
  if (photo !== undefined && broken !== photo)
    return (
      <img
        src={photo}
        alt=""
        loading="lazy"
        onError={() => setBroken(photo)}
        className={cx('shrink-0 rounded-full bg-sunken object-cover', sizes[size])}
      />
    );
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full border border-transparent font-medium before:content-[attr(data-initials)]',
        sizes[size],
      )}
      style={{ backgroundColor: `oklch(0.88 0.06 ${hue})`, color: `oklch(0.30 0.08 ${hue})` }}
    />
  );
}
