/** Why a request is not who it says it is. Every service has its own words for these. */
export type RefusalReason =
  | 'anonymous'
  | 'two-authorizations'
  | 'malformed-header'
  | 'malformed-query'
  | 'wrong-scope'
  | 'unknown-access-key'
  | 'clock-skewed'
  | 'not-yet-valid'
  | 'expired'
  | 'unsigned-header'
  | 'wrong-signature';

export class SignatureRefusal extends Error {
  override readonly name = 'SignatureRefusal';

  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
  }
}
