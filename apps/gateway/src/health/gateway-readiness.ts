import { Clock } from '#core';
import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { ReadinessProbe, type Readiness } from '#service';
import { StorageProbe } from './storage-probe.js';

/** However often it is probed, S3 is asked at most this often. */
const FRESH_MILLISECONDS = 1000;

/**
 * Presigning needs no S3, so a gateway that has worked stays ready without it, degraded; taking every gateway out of
 * the balancer would turn an outage of S3 into one of ours. One that never reached its bucket is misconfigured.
 */
@Injectable()
export class GatewayReadiness extends ReadinessProbe implements OnModuleDestroy {
  private readonly logger = new Logger('Readiness');
  private latest: { readonly at: number; readonly readiness: Promise<Readiness> } | undefined;
  private wasUsable = false;
  private isStopping = false;

  constructor(
    private readonly storage: StorageProbe,
    private readonly clock: Clock,
  ) {
    super();
  }

  check(): Promise<Readiness> {
    if (this.isStopping) return Promise.resolve({ status: 'unavailable', detail: 'is stopping' });
    const now = this.clock.now().getTime();
    if (this.latest === undefined || now - this.latest.at >= FRESH_MILLISECONDS)
      this.latest = { at: now, readiness: this.ask() };
    return this.latest.readiness;
  }

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  private async ask(): Promise<Readiness> {
    try {
      await this.storage.bucket();
      this.wasUsable = true;
      return { status: 'ok' };
    } catch (error) {
      this.logger.warn({ error: error instanceof Error ? error.message : String(error) });
      return this.wasUsable
        ? { status: 'degraded', detail: 'the bucket is away; presigning goes on' }
        : { status: 'unavailable', detail: 'has not reached its bucket yet' };
    }
  }
}
