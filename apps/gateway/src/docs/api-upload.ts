import { applyDecorators } from '@nestjs/common';
import { ApiExtraModels, ApiParam, ApiQuery, ApiResponse, getSchemaPath } from '@nestjs/swagger';
import { UPLOAD_EXAMPLES } from './upload-examples.js';
import { MAX_WATCHERS_OF_TENANT } from '../uploads/verdict-watch.js';
import { MAX_WAIT_SECONDS } from '../uploads/wait.js';
import { ErasedUploadView, RejectedUploadView } from '../uploads/views/refused-upload.view.js';
import { AwaitedUploadView, ScanningUploadView } from '../uploads/views/undecided-upload.view.js';
import { ValidatedUploadView } from '../uploads/views/validated-upload.view.js';

const VIEWS = {
  pending: AwaitedUploadView,
  expired: AwaitedUploadView,
  scanning: ScanningUploadView,
  validated: ValidatedUploadView,
  rejected: RejectedUploadView,
  erased: ErasedUploadView,
};

/** Documents an answer that is an upload, in whatever state it is. */
export const ApiUpload = (status: number): MethodDecorator =>
  applyDecorators(
    ApiExtraModels(...Object.values(VIEWS)),
    ApiResponse({
      status,
      description: 'The upload as it is now.',
      content: {
        'application/json': {
          schema: {
            oneOf: [...new Set(Object.values(VIEWS))].map((view) => ({ $ref: getSchemaPath(view) })),
            discriminator: {
              propertyName: 'status',
              mapping: Object.fromEntries(
                Object.entries(VIEWS).map(([name, view]) => [name, getSchemaPath(view)]),
              ),
            },
          },
          examples: Object.fromEntries(
            Object.entries(UPLOAD_EXAMPLES).map(([name, value]) => [name, { value }]),
          ),
        },
      },
    }),
  );

export const ApiUploadId = (): MethodDecorator =>
  ApiParam({ name: 'id', description: 'As given by the presign.', schema: { type: 'string' } });

export const ApiWait = (): MethodDecorator =>
  ApiQuery({
    name: 'wait',
    required: false,
    description: `Seconds to wait for a verdict; the answer comes as soon as there is one. While ${MAX_WATCHERS_OF_TENANT} requests of yours wait, others are answered at once with what is known.`,
    schema: { type: 'number', minimum: 0, maximum: MAX_WAIT_SECONDS, default: 0 },
  });
