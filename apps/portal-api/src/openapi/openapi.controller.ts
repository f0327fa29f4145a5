import { Controller, Get, Req } from '@nestjs/common';
import { levelOf, openApi, type ApiRequest } from '@switchyard/api-kit';
import type { Level } from '@switchyard/kernel';
import { resources } from '@switchyard/model';
import { simulatePaths } from '../calls/simulate.controller.js';
import { tracePaths } from '../calls/trace.controller.js';
import { revisionPaths } from '../changes/revisions.controller.js';
import { loginPaths } from '../login/controllers.js';

export const documentOf = (level: Level): Record<string, unknown> =>
  openApi(level, resources, [...loginPaths, ...tracePaths, ...simulatePaths, ...revisionPaths]);

/** A document as it is checked in under `docs/openapi`. */
export const documentText = (document: Record<string, unknown>): string => `${JSON.stringify(document, null, 1)}\n`;

/** `GET /api/{level}/openapi.json`: everything this level can do. Open: it holds no data. */
@Controller('api/:level/openapi.json')
export class OpenApiController {
  @Get()
  get(@Req() request: ApiRequest): Record<string, unknown> {
    return documentOf(levelOf(request));
  }
}
