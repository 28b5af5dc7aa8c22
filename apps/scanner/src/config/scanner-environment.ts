import { Transform, Type } from 'class-transformer';
import { IsInt, IsPort, IsString, Max, Min } from 'class-validator';
import { AwsEnvironment, IsQueueName, IsTopic } from '#aws';
import { SWEEP_SCHEDULE } from '../sweep/schedule.js';

/** The scanner's environment: its queue and its topic, and how much it does at once. */
export class ScannerEnvironment extends AwsEnvironment {
  /** Where S3's notifications arrive. */
  @IsQueueName()
  readonly SCAN_QUEUE: string = 'airlock-scan';

  @IsQueueName()
  readonly SCAN_DLQ: string = 'airlock-scan-dlq';

  /** Where verdicts are announced. */
  @IsTopic()
  readonly EVENTS_TOPIC: string = 'airlock-events';

  /**
   * How long a poll of the queue waits for a message. A scanner that is told to stop lets its poll end first: less makes stops
   * quicker, and polls more often.
   */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(20)
  readonly SQS_WAIT_TIME_SECONDS: number = 20;

  /** Where `/health/live` and `/health/ready` are. */
  @IsPort()
  readonly HEALTH_PORT: string = '3001';

  /** The gateway's file too. A policy that only the gateway knows makes its uploads wait: roll the scanner out first. */
  @IsString()
  readonly POLICIES_FILE: string = 'policies.json';

  /**
   * Objects scanned at once; of a single tenant one less at most, and half of them while others wait. A scanner holds at
   * most this many times 32.25 MiB of them (the first read, SHARE_BYTES and WORKING_BYTES of `libs/checks`), and 104 MiB
   * more for one object at a time (MAX_KEPT_BYTES less that share); to that come what Node.js has not yet collected and
   * what checks of your own keep. Half of them at most wait for that memory.
   */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(256)
  readonly SCAN_CONCURRENCY: number = 10;

  /** How long the work of a scanner that was killed stays hidden from the others, in seconds; while one lives, its heartbeat extends it. */
  @Type(() => Number)
  @IsInt()
  @Min(2)
  @Max(43_200)
  readonly SCAN_VISIBILITY_TIMEOUT_SECONDS: number = 60;

  /** The `maxReceiveCount` of the queue's redrive policy: at the last delivery the reason goes to the dead-letter queue with the message. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1000)
  readonly SCAN_MAX_RECEIVE_COUNT: number = 12;

  /** Seconds between two sweeps of `incoming/`; 0: this instance does not sweep. */
  @Type(() => Number)
  @IsInt()
  @Min(0)
  readonly SWEEP_INTERVAL_SECONDS: number = 60;

  /** What a sweep may spend. */
  @Type(() => Number)
  @IsInt()
  @Min(1)
  readonly SWEEP_REQUESTS_PER_MINUTE: number = 600;

  /** Ages at which an object still in `incoming/` is asked for again, ascending, separated by commas; past the last one, once a day. */
  @Transform(({ value }: { value: string }) => value.split(',').map(Number))
  @IsInt({ each: true })
  @Min(1, { each: true })
  readonly SWEEP_AGES_SECONDS: readonly number[] = SWEEP_SCHEDULE.agesSeconds;

  /** Modules with checks of your own, separated by commas: see docs/checks.md. */
  @Transform(({ value }: { value: string }) => value.split(','))
  @IsString({ each: true })
  readonly CUSTOM_CHECKS: readonly string[] = [];
}
