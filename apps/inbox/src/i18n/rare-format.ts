import { i18n } from '@lingui/core';
import { dateFormat } from './format';

/** What a clock on the wall of that zone shows, with its weekday; undefined where the zone is none that we know. */
export function clockIn(timeZone: string, now: number): string | undefined {
  try {
    const shape = {
      weekday: 'short',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
      timeZone,
    } as const;
    return dateFormat(shape).format(now);
  } catch {
    return undefined;
  }
}

/** The language of a BCP 47 tag in the language of the page: `pt` is Portuguese. */
export function languageName(tag: string): string {
  try {
    return new Intl.DisplayNames([i18n.locale || 'en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

export const dateOnly = (at: string): string => dateFormat({ dateStyle: 'medium' }).format(new Date(at));

/** An amount in its currency: `$0.04`, `0,04 USD`. */
export const money = (amount: number, currency: string): string =>
  new Intl.NumberFormat(i18n.locale || 'en', { style: 'currency', currency }).format(amount);
