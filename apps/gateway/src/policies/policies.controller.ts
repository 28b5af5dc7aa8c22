import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { ForPages } from '../auth/rights.js';
import { ApiProblems } from '../docs/api-problems.js';
import { Policies } from './policies.js';
import { PolicyView } from './policy.view.js';

/** What may be uploaded, for clients to show. Open: it is the same for everybody, and says nothing of anybody. */
@ApiTags('policies')
@Controller('policies')
export class PoliciesController {
  private readonly views: readonly PolicyView[];

  constructor(policies: Policies) {
    this.views = Array.from(policies.values(), ({ name, maxBytes, contentTypes }) => ({
      name,
      maxBytes,
      contentTypes,
    }));
  }

  @Get()
  @ForPages()
  @ApiOperation({ operationId: 'listPolicies', summary: 'What may be uploaded' })
  @ApiOkResponse({ type: [PolicyView] })
  @ApiProblems('internal')
  list(): readonly PolicyView[] {
    return this.views;
  }
}
