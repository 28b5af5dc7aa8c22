import { reject, type Checksum, type Declaration, type Policy, type Rejection, type Warning } from '#core';
import type { CheckResult, Found } from './check.js';
import { isTolerated } from './findings.js';
import type { MediaType } from './media-type.js';

/** A refused object, or what is known of an accepted one. */
export type InspectionResult =
  | { readonly rejection: Rejection; readonly detectedContentType?: string }
  | {
      readonly contentType: string;
      readonly checksum?: Checksum;
      readonly warnings: readonly Warning[];
    };

/** What the checks of one object have said so far. */
export class Judgement {
  private rejection?: Rejection;
  private found: Found = {};
  private readonly warnings: Warning[] = [];

  constructor(private readonly policy: Policy) {}

  get isRejected(): boolean {
    return this.rejection !== undefined;
  }

  refuse(rejection: Rejection): void {
    this.rejection ??= rejection;
  }

  /** True if this result ends the inspection. */
  takes({ rejection, warnings = [], found }: CheckResult): boolean {
    this.found = { ...this.found, ...found };
    this.warnings.push(...warnings);
    if (rejection === undefined) return false;
    if (isTolerated(this.policy, rejection)) this.warnings.push(rejection);
    else this.refuse(rejection);
    return this.isRejected;
  }

  /** The last line of defence: whatever a check found the object to be is what it was declared as. */
  isAnother({ mediaType }: MediaType): boolean {
    const { contentType } = this.found;
    if (contentType === undefined || contentType === mediaType) return false;
    this.refuse(reject('type-mismatch', `is ${contentType}, not ${mediaType}`));
    return true;
  }

  rejected(): InspectionResult {
    if (this.rejection === undefined) throw new TypeError('nothing was rejected');
    const { contentType } = this.found;
    return {
      rejection: this.rejection,
      ...(contentType === undefined ? {} : { detectedContentType: contentType }),
    };
  }

  accepted({ mediaType }: MediaType, { checksumSha256 }: Declaration): InspectionResult {
    const declared: Checksum | undefined =
      checksumSha256 === undefined ? undefined : { algorithm: 'sha256', value: checksumSha256 };
    const checksum = this.found.checksum ?? declared;
    return {
      contentType: mediaType,
      warnings: this.warnings,
      ...(checksum === undefined ? {} : { checksum }),
    };
  }
}
