import { isUploadIdShaped } from './upload-id.js';
import { isTenant, type UploadRef } from './upload-ref.js';

/** Bytes nobody may trust. That one exists means an answer is still owed. */
export const INCOMING_PREFIX = 'incoming/';
/** Decisions, each written once. */
export const VERDICTS_PREFIX = 'verdicts/';
/** Bytes consumers may read. */
export const CLEAN_PREFIX = 'clean/';

export const incomingKey = ({ tenant, id }: UploadRef): string => `${INCOMING_PREFIX}${tenant}/${id}`;
export const verdictKey = ({ tenant, id }: UploadRef): string => `${VERDICTS_PREFIX}${tenant}/${id}.json`;
export const cleanKey = ({ tenant, id }: UploadRef): string => `${CLEAN_PREFIX}${tenant}/${id}`;

/** The upload that an incoming key names; undefined for a key that is not of exactly our shape. */
export function parseIncomingKey(key: string): UploadRef | undefined {
  if (!key.startsWith(INCOMING_PREFIX)) return undefined;
  const [tenant, id, ...rest] = key.slice(INCOMING_PREFIX.length).split('/');
  if (tenant === undefined || id === undefined || rest.length > 0) return undefined;
  return isTenant(tenant) && isUploadIdShaped(id) ? { tenant, id } : undefined;
}
