import { IsIn, IsIP } from 'class-validator';

/** What every process reads. */
export class ServiceEnvironment {
  /** The address to listen on: loopback, unless somebody decides otherwise (a container: `0.0.0.0`). */
  @IsIP()
  readonly HOST: string = '127.0.0.1';

  /** `json` for machines, one object a line; `pretty` for a terminal. */
  @IsIn(['json', 'pretty'])
  readonly LOG_FORMAT: 'json' | 'pretty' = 'json';
}
