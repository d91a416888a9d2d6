/** Where the field finds what is wrong with its text; one composer is open at a time. */
export const textLeftId = 'composer-text-left';
