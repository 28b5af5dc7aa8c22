import { ACTIVE_CONTENT_KINDS, type ActiveContentKind, type Rejection, type RejectionCode } from '#events';

export {
  ACTIVE_CONTENT_KINDS,
  REJECTION_CODES,
  type ActiveContentKind,
  type Rejection,
  type RejectionCode,
  type Warning,
} from '#events';

/** What a check reports: a rejection's code, or a kind of active content, which stands for that code. */
export type FindingCode = RejectionCode | ActiveContentKind;

export function reject(code: FindingCode, detail: string): Rejection {
  return isActiveContent(code) ? { code: 'active-content', kind: code, detail } : { code, detail };
}

const isActiveContent = (code: FindingCode): code is ActiveContentKind =>
  (ACTIVE_CONTENT_KINDS as readonly string[]).includes(code);

/** Of what a parser returns: what it read, or why the object is refused. */
export const isRejection = <T extends object>(parsed: T | Rejection): parsed is Rejection =>
  'code' in parsed && 'detail' in parsed;
