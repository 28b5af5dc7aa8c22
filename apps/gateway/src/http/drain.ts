import { Injectable, type BeforeApplicationShutdown, type OnApplicationShutdown } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** Less than the 30 s that Kubernetes gives a pod, and longer than any request here takes once nobody waits. */
const DRAIN_MILLISECONDS = 15_000;

/** Closing waits for requests in flight, but not for ever: a client that never reads its answer is cut off. */
@Injectable()
export class Drain implements BeforeApplicationShutdown, OnApplicationShutdown {
  private deadline: NodeJS.Timeout | undefined;

  constructor(private readonly host: HttpAdapterHost) {}

  beforeApplicationShutdown(): void {
    const server = this.host.httpAdapter.getHttpServer() as Server;
    this.deadline = setTimeout(() => server.closeAllConnections(), DRAIN_MILLISECONDS);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.deadline);
  }
}
