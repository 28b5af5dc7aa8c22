import { IsPort } from 'class-validator';
import { AwsEnvironment } from '#aws';

export class ConsumerEnvironment extends AwsEnvironment {
  /** Where `/health/live` and `/health/ready` are. */
  @IsPort()
  readonly HEALTH_PORT: string = '3002';
}
