import { Type } from 'class-transformer';
import { IsInt, IsPort, IsString, Min } from 'class-validator';
import { AwsEnvironment } from '#aws';
import { IsApiKeys } from './is-api-keys.js';
import { IsIdSecrets } from './is-id-secrets.js';

/** The gateway's environment: what it shares with the others, and who may ask for what, how often. */
export class GatewayEnvironment extends AwsEnvironment {
  @IsPort()
  readonly PORT: string = '3000';

  /** `tenant:sha256hex,…`: who may ask, by the SHA-256 of their keys. A tenant may have several, so that keys can be rotated. */
  @IsApiKeys()
  readonly API_KEYS!: string;

  /** Comma separated. The first signs upload ids, all verify; dropping one orphans its uploads. The same for every gateway. */
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
}
