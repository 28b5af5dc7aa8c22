import type { RejectionCode } from '#core';
import type { Claims } from './inspect.js';

/** A file somebody's program wrote, or could have. Its bytes are made when a test asks for them. */
export interface Sample {
  readonly name: string;
  readonly contentType: string;
  readonly claims?: Claims;
  bytes(): Promise<Buffer> | Buffer;
}

/** A file that must be refused, and with what. */
export interface Attack extends Sample {
  readonly code: RejectionCode;
}

export const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
export const PPTX = 'application/vnd.openxmlformats-officedocument.presentationml.presentation';
export const ZIP = 'application/zip';
