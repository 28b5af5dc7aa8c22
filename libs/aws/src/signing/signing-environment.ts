import { Type } from 'class-transformer';
import { IsInt, IsOptional, Max, Min } from 'class-validator';
import { AwsEnvironment } from '../config/aws-environment.js';
import { IsEndpoint } from '../config/is-endpoint.js';

/** SigV4's own limit on a presigned URL: 7 days. */
const MAX_URL_TTL_SECONDS = 7 * 24 * 60 * 60;

/** Of a program that signs URLs for others. */
export class SigningEnvironment extends AwsEnvironment {
  /** S3 as clients reach it: what presigned URLs are made of. Unset: `AWS_ENDPOINT_URL`, else AWS itself. */
  @IsOptional()
  @IsEndpoint()
  readonly S3_PUBLIC_ENDPOINT?: string;

  /** How long an upload URL lives; what is left of the credentials' life caps it. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_URL_TTL_SECONDS)
  readonly UPLOAD_URL_TTL_SECONDS: number = 300;

  /** How long a download URL lives; capped likewise. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_URL_TTL_SECONDS)
  readonly DOWNLOAD_URL_TTL_SECONDS: number = 300;
}
