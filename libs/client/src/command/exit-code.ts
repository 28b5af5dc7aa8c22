import { AirlockError } from '../airlock-error.js';
import type { UploadState } from '../api.js';

/** What a script may switch on; of several files the highest. */
export const ACCEPTED = 0;
/** By the gateway for what was declared, or by the scanner for what it is. */
export const REFUSED = 1;
export const MISUSED = 2;
/** Nothing was found out about the file: nobody answered, the key is wrong, there is no such upload. */
export const FAILED = 3;

export const exitCodeOf = ({ status }: UploadState): number =>
  status === 'rejected' || status === 'erased' || status === 'expired' ? REFUSED : ACCEPTED;

/** What the gateway finds wrong with a declaration is 413 or 422, an upload without a clean object 409. */
export const exitCodeOfError = (error: unknown): number =>
  error instanceof AirlockError && [409, 413, 422].includes(error.status ?? 0) ? REFUSED : FAILED;
