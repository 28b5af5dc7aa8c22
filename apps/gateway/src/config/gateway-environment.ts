import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsPort, IsString, Min } from 'class-validator';
import { IsBucketOrigins, IsQueueName, SigningEnvironment } from '#aws';
import { IsApiKeys } from './is-api-keys.js';
import { IsCorsOrigins } from './is-cors-origins.js';
import { IsIdSecrets } from './is-id-secrets.js';

/** The gateway's environment: how URLs are signed, and who may ask for what, how often. */
export class GatewayEnvironment extends SigningEnvironment {
  /** Where a scan is asked for whose notification seems lost. */
  @IsQueueName()
  readonly SCAN_QUEUE: string = 'airlock-scan';

  @IsPort()
  readonly PORT: string = '3000';

  /** `tenant:sha256hex,…`: who may ask, by the SHA-256 of their keys. A tenant may have several, so that keys can be rotated. */
  @IsApiKeys()
  readonly API_KEYS!: string;

  /** Comma separated. The first signs upload ids and sessions, all verify; dropping one orphans its uploads. The same for every gateway. */
  @IsIdSecrets()
  readonly ID_SECRETS!: string;

  /** What may be uploaded. The scanner reads the same file; roll the scanner out first. */
  @IsString()
  readonly POLICIES_FILE: string = 'policies.json';

  /** Requests a minute for each key, for each process; 0: no limit. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly RATE_LIMIT_PER_MINUTE: number = 6000;

  /** The same for each upload session; all of a tenant's have together what a key has. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly SESSION_RATE_LIMIT_PER_MINUTE: number = 600;

  /** The origins that the bucket's CORS rule names: those of the pages that may upload. */
  @IsBucketOrigins()
  readonly CORS_ORIGIN: string = '*';

  /** Whose pages may call the gateway with a session: `*`, `none`, or origins, comma separated. Unset: `CORS_ORIGIN`, the bucket's. */
  @IsOptional()
  @IsCorsOrigins()
  readonly CORS_ORIGINS?: string;

  /** Whether there is a page for people under `/console`. */
  @IsIn(['true', 'false'])
  readonly CONSOLE: 'true' | 'false' = 'false';
}
