/** Whether the card of storm `s` stands under "Act now" while anything in it waits: by what an agent said of it, else by its most severe voice. */
export const isGrave = (s: string): string =>
  `(coalesce(${s}.corrected_level, ${s}.level) = 2 and not ${s}.not_about_us)`;
