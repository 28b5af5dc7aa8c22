import { applyDecorators } from '@nestjs/common';
import { Expose, Transform } from 'class-transformer';
import { Matches, type ValidationArguments } from 'class-validator';
import { isOnAws } from './is-on-aws.js';

interface Variable {
  readonly pattern: RegExp;
  /** What it has to be: `a region`. */
  readonly kind: string;
  /** What to set it to on AWS. */
  readonly hint: string;
  /** Its value in the embedded cloud and in LocalStack. */
  readonly local: string;
  /** Nobody can mean that value on AWS. */
  readonly isLocalOnly?: boolean;
}

/**
 * A variable whose default is for a cloud of one's own. On AWS itself the default would be somebody else's bucket or
 * account: there the variable has to be set.
 */
export const RequiredOnAws = ({
  pattern,
  kind,
  hint,
  local,
  isLocalOnly = false,
}: Variable): PropertyDecorator =>
  applyDecorators(
    Expose(), // or nothing is transformed when it is not set
    Transform(({ value, obj }: { value?: string; obj: { AWS_ENDPOINT_URL?: string } }) => {
      if (!isOnAws(obj)) return value ?? local;
      return value === undefined || (isLocalOnly && value === local) ? null : value;
    }),
    Matches(pattern, {
      message: ({ property, value }: ValidationArguments) =>
        value === null
          ? `${property} must be set without a local AWS_ENDPOINT_URL: ${hint}`
          : `${property} must be ${kind}`,
    }),
  );
