/** Names one upload: whose it is, and its id. Every key, verdict and event derives from it. */
export interface UploadRef {
  readonly tenant: string;
  readonly id: string;
}

const TENANT = /^[a-z0-9-]{1,40}$/;

/** 1 to 40 of `a-z`, `0-9` and `-`: fit for a key, a URL path and an SNS attribute without escaping. */
export function isTenant(tenant: string): boolean {
  return TENANT.test(tenant);
}
