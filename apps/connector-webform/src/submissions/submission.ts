/** A file as it lies on our disk, with what its sender said of it. */
export interface ReceivedFile {
  field: string;
  path: string;
  name: string | undefined;
  declaredType: string;
  mediaType: string;
  sha256: string;
  bytes: number;
}

/** What a request held, before anything is believed. */
export interface Posted {
  values: Readonly<Record<string, unknown>>;
  files: readonly ReceivedFile[];
  /** How it came; decides between `form` and `api`, and between a page and JSON as the answer. */
  kind: 'json' | 'form';
}

/** Values that fit the form's definition, trimmed; consents are booleans. */
export type Values = Readonly<Record<string, string | boolean>>;

export interface FieldError {
  field: string;
  /** Key of a text in `form-texts.ts`. */
  reason:
    | 'required'
    | 'too-long'
    | 'not-a-mail-address'
    | 'not-a-choice'
    | 'consent-needed'
    | 'not-text'
    | 'unknown-field'
    | 'hidden-field'
    | 'file-needed'
    | 'not-a-file-field';
  limit?: number;
}
