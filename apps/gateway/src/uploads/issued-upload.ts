import { Injectable, type PipeTransform } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { UploadIds, type UploadRef } from '#core';
import { callerOf, RequestItself } from '../auth/caller.js';
import { HttpProblem } from '../problems/http-problem.js';

/** An upload, and the session that asks for it. */
export interface AskedUpload extends UploadRef {
  readonly session?: string;
}

type RequestForUpload = FastifyRequest<{ Params: { id: string } }>;

/** Lets through only what was issued to this tenant, and to this session. Costs an HMAC or two and no request, whatever the id is. */
@Injectable()
export class IssuedUploadPipe implements PipeTransform<RequestForUpload, AskedUpload> {
  constructor(private readonly ids: UploadIds) {}

  transform(request: RequestForUpload): AskedUpload {
    const { tenant, session } = callerOf(request);
    const upload = { tenant, id: request.params.id, ...(session !== undefined && { session: session.id }) };
    if (!this.ids.verify(tenant, upload.id, session?.id))
      throw new HttpProblem('upload-not-found', 'There is no upload with this id.');
    request.uploadId = upload.id;
    return upload;
  }
}

/** The upload that the path names; 404 `upload-not-found` unless it is the caller's own. */
export const IssuedUpload = (): ParameterDecorator => RequestItself(IssuedUploadPipe);
