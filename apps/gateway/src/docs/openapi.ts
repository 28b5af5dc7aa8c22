import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { SessionRequest } from '../sessions/session.request.js';
import { PresignRequest } from '../uploads/presign/presign.request.js';

/** The API as OpenAPI 3.0, from the controllers' own decorators. */
export function openApi(app: INestApplication): OpenAPIObject {
  const description =
    'Direct-to-S3 uploads that nobody can read until they have been checked. Errors are RFC 9457 problem details with a stable `code`.';
  const config = new DocumentBuilder()
    .setTitle('Airlock')
    .setVersion('1')
    .setDescription(description)
    .addServer('/', 'This gateway')
    // Not addBearerAuth, which says that it is a JWT.
    .addSecurity('bearer', {
      type: 'http',
      scheme: 'bearer',
      description: 'An API key; it names the tenant.',
    })
    .addSecurity('session', {
      type: 'http',
      scheme: 'bearer',
      description: 'The token of a session, of `POST /sessions`; for its own uploads.',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  for (const { name } of [PresignRequest, SessionRequest]) {
    const request = document.components?.schemas?.[name];
    // No decorator says it: an unknown field is refused.
    if (request !== undefined && !('$ref' in request)) request.additionalProperties = false;
  }
  return document;
}

/** `/docs` for people, `/docs/json` for machines. */
export function serveDocs(app: INestApplication): void {
  SwaggerModule.setup('docs', app, () => openApi(app), { jsonDocumentUrl: 'docs/json', raw: ['json'] });
}
