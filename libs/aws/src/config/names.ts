import { Matches } from 'class-validator';

/** SQS: letters, digits, `-` and `_`. S3 cannot notify a FIFO queue. */
export const IsQueueName = (): PropertyDecorator =>
  Matches(/^[\w-]{1,80}$/, { message: '$property must be the name of a standard queue' });

/** A topic's name, or its ARN when it is somewhere else. */
export const IsTopic = (): PropertyDecorator =>
  Matches(/^(arn:aws[a-z-]*:sns:[a-z0-9-]+:\d{12}:)?[\w-]{1,256}$/, {
    message: '$property must be the name or the ARN of a standard topic',
  });

/** What the CORS rule of a bucket takes: `*`, or origins, comma separated. */
export const IsBucketOrigins = (): PropertyDecorator =>
  Matches(/^(?:\*|https?:\/\/[^/\s,]+(?:,https?:\/\/[^/\s,]+)*)$/, {
    message: '$property must be * or origins without a path, comma separated',
  });
