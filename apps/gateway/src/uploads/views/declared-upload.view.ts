import { ApiPropertyOptional } from '@nestjs/swagger';
import { DEFAULT_POLICY } from '#core';
import { UploadView } from './upload.view.js';

/** With what the client said of its object, as far as it is known. */
export abstract class DeclaredUploadView extends UploadView {
  @ApiPropertyOptional({ example: DEFAULT_POLICY })
  readonly policy?: string;

  @ApiPropertyOptional({ example: 'offer.pdf' })
  readonly filename?: string;

  @ApiPropertyOptional({ example: 'application/pdf' })
  readonly declaredContentType?: string;
}
