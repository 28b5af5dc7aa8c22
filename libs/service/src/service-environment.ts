import { IsIn } from 'class-validator';

/** What every process reads. */
export class ServiceEnvironment {
  /** `json` for machines, one object a line; `pretty` for a terminal. */
  @IsIn(['json', 'pretty'])
  readonly LOG_FORMAT: 'json' | 'pretty' = 'json';
}
