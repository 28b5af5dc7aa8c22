import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER } from '@nestjs/core';
import { Clock, ObjectStore, ScanQueue, SessionTokens, UploadIds, VerdictStore } from '#core';
import { ReadinessProbe } from '#service';
import { Admission } from './auth/admission.js';
import { ApiKeyTenantResolver } from './auth/api-key-tenant-resolver.js';
import { FirstTenantResolver } from './auth/first-tenant-resolver.js';
import { SessionTenantResolver } from './auth/session-tenant-resolver.js';
import { TenantResolver } from './auth/tenant-resolver.js';
import type { GatewaySettings } from './config/gateway-settings.js';
import { GatewayReadiness } from './health/gateway-readiness.js';
import { HealthController } from './health/health.controller.js';
import { Cors } from './http/cors.js';
import { Drain } from './http/drain.js';
import { Policies } from './policies/policies.js';
import { PoliciesController } from './policies/policies.controller.js';
import { ProblemFilter } from './problems/problem-filter.js';
import { RateLimits } from './rate-limit/rate-limits.js';
import { SessionsController } from './sessions/sessions.controller.js';
import { CompleteController } from './uploads/complete.controller.js';
import { Complete } from './uploads/complete.js';
import { DownloadController } from './uploads/download.controller.js';
import { Download } from './uploads/download.js';
import { EraseController } from './uploads/erase.controller.js';
import { Erase } from './uploads/erase.js';
import { PresignController } from './uploads/presign/presign.controller.js';
import { Presign } from './uploads/presign/presign.js';
import { StatusController } from './uploads/status.controller.js';
import { UploadStatus } from './uploads/upload-status.js';
import { VerdictWatch } from './uploads/verdict-watch.js';

@Module({
  controllers: [
    SessionsController,
    PresignController,
    StatusController,
    CompleteController,
    DownloadController,
    EraseController,
    PoliciesController,
    HealthController,
  ],
})
export class GatewayModule {
  /** @param adapters provides the ports of #core, a StorageProbe and a Clock: real ones, or a test's */
  static forRoot(settings: GatewaySettings, adapters: DynamicModule): DynamicModule {
    return {
      module: GatewayModule,
      imports: [adapters],
      providers: [
        Admission,
        VerdictWatch,
        UploadStatus,
        Presign,
        Complete,
        Download,
        Drain,
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: ReadinessProbe, useClass: GatewayReadiness },
        { provide: Policies, useValue: settings.policies },
        { provide: UploadIds, useValue: new UploadIds(settings.idSecrets) },
        { provide: SessionTokens, useValue: new SessionTokens(settings.idSecrets) },
        {
          provide: TenantResolver,
          inject: [SessionTokens, Clock],
          useFactory: (...needs: ConstructorParameters<typeof SessionTenantResolver>) =>
            new FirstTenantResolver([
              new ApiKeyTenantResolver(settings.apiKeys),
              new SessionTenantResolver(...needs),
            ]),
        },
        {
          provide: RateLimits,
          useValue: new RateLimits(settings.rateLimitPerMinute, settings.sessionRateLimitPerMinute),
        },
        { provide: Cors, useValue: new Cors(settings.corsOrigins) },
        {
          provide: Erase,
          inject: [VerdictStore, ObjectStore, ScanQueue, Clock],
          useFactory: (...needs: ConstructorParameters<typeof Erase>) => new Erase(...needs),
        },
      ],
    };
  }
}
