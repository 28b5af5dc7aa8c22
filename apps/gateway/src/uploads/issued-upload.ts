import { createParamDecorator, Injectable, type ExecutionContext, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { AirlockError, UploadIds, type UploadRef } from '#core';
import { tenantOf } from '../auth/caller.js';

/** Lets through only what was issued to this tenant. Costs one HMAC and no request, whatever the id is. */
@Injectable()
export class IssuedUploadPipe implements PipeTransform<UploadRef, UploadRef> {
  constructor(private readonly ids: UploadIds) {}

  transform(upload: UploadRef): UploadRef {
    if (this.ids.verify(upload.tenant, upload.id)) return upload;
    throw new AirlockError('upload-not-found', 'There is no upload with this id.');
  }
}

const ClaimedUpload = createParamDecorator((_: unknown, context: ExecutionContext): UploadRef => {
  const request = context.switchToHttp().getRequest<FastifyRequest<{ Params: { id: string } }>>();
  return { tenant: tenantOf(request), id: request.params.id };
});

/** The upload that the path names; 404 `upload-not-found` unless it is the tenant's own. */
export const IssuedUpload = (): ParameterDecorator => ClaimedUpload(IssuedUploadPipe);
