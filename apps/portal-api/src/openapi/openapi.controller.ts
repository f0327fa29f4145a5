import { Controller, Get, Param, Req, Res } from '@nestjs/common';
import { levelOf, openApi, refusal, type ApiReply, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { LEVELS, type Level } from '@switchyard/kernel';
import { resources } from '@switchyard/model';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { extraPaths } from '../extra-paths.js';

const tag = 'Documents';
const page = z.string();
const openApiPaths: readonly ExtraPath[] = [
  { path: '/openapi.json', levels: LEVELS, method: 'get', summary: 'This document', open: true, answer: z.looseObject({}), tag },
  {
    path: '/docs',
    levels: LEVELS,
    method: 'get',
    summary: 'This document as a page',
    open: true,
    answer: page,
    answerType: 'text/html',
    tag,
  },
  {
    path: '/docs/{file}',
    levels: LEVELS,
    method: 'get',
    summary: 'Parts of the page',
    open: true,
    answer: page,
    answerType: 'text/plain',
    tag,
  },
];

export const documentOf = (level: Level): Record<string, unknown> => openApi(level, resources, [...openApiPaths, ...extraPaths]);

/** A document as it is checked in under `docs/openapi`. */
export const documentText = (document: Record<string, unknown>): string => `${JSON.stringify(document, null, 1)}\n`;

/** The page that shows a document; everything it needs is here, nothing comes from elsewhere. */
const FILES = { 'index.html': 'text/html', 'page.js': 'text/javascript', 'page.css': 'text/css' } as const;
const folder = new URL('../../docs-page/', import.meta.url);

function sendFile(reply: ApiReply, name: keyof typeof FILES): void {
  reply.set('content-type', `${FILES[name]}; charset=utf-8`).send(readFileSync(new URL(name, folder), 'utf8'));
}

/** `GET /api/{level}/openapi.json`: everything this level can do; `GET /api/{level}/docs`: the same to try. Open: they hold no data. */
@Controller('api/:level')
export class OpenApiController {
  readonly #texts = new Map<Level, string>();

  @Get('openapi.json')
  get(@Req() request: ApiRequest, @Res() reply: ApiReply): void {
    const level = levelOf(request);
    const text = this.#texts.get(level) ?? JSON.stringify(documentOf(level));
    this.#texts.set(level, text);
    reply.set('content-type', 'application/json; charset=utf-8').send(text);
  }

  @Get('docs')
  page(@Req() request: ApiRequest, @Res() reply: ApiReply): void {
    levelOf(request);
    sendFile(reply, 'index.html');
  }

  @Get('docs/:file')
  file(@Req() request: ApiRequest, @Param('file') file: string, @Res() reply: ApiReply): void {
    levelOf(request);
    if (!Object.hasOwn(FILES, file)) throw refusal('not-found', `There is no file '${file}'.`);
    sendFile(reply, file as keyof typeof FILES);
  }
}
