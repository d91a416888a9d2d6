/** The id of an account that is tested before it is stored. */
export const notStored = '00000000-0000-0000-0000-000000000000';
