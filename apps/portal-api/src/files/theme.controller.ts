import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { refusal, type ApiRequest, type ExtraPath } from '@switchyard/api-kit';
import { tenantFolder, type Theme } from '@switchyard/data';
import { LEVELS } from '@switchyard/kernel';
import { z } from 'zod';
import type { Response } from 'express';
import { originOf } from '../login/origin.js';
import { sendFile } from './file.controller.js';
import { FileStore } from './file-store.js';

/** Finds the theme of a host name. */
export const THEMES = Symbol('Themes');
export type Themes = (host: string) => Promise<Theme | undefined>;

const themeView = z.object({
  name: z.string(),
  productName: z.string(),
  color: z.string().nullable(),
  level: z.enum(LEVELS).nullable(),
  levels: z.array(z.enum(LEVELS)),
  logo: z.string().nullable(),
});
const common = { levels: LEVELS, method: 'get', open: true, isAboveLevels: true, tag: 'Theme' } as const;
export const themePaths: readonly ExtraPath[] = [
  { ...common, path: '/theme', summary: 'How the portal of this host looks', answer: themeView },
  {
    ...common,
    path: '/theme/logo',
    summary: 'The logo of this host',
    answer: z.string().meta({ format: 'binary' }),
    answerType: 'image/*',
  },
];

const WORDS = { name: 'Switchyard', productName: 'Switchyard', color: null } as const;

/** `GET /api/theme` and `/api/theme/logo`: how the portal of this host name looks (IV-14). Open: it is shown before any login. */
@Controller('api/theme')
export class ThemeController {
  constructor(
    @Inject(THEMES) private readonly themeOf: Themes,
    @Inject(FileStore) private readonly files: FileStore,
  ) {}

  @Get()
  async theme(@Req() request: ApiRequest): Promise<z.output<typeof themeView>> {
    const found = await this.#of(request);
    if (!found) return { ...WORDS, level: null, levels: [...LEVELS], logo: null };
    const { level, name, color, logo } = found;
    return {
      name,
      productName: found.productName === '' ? WORDS.productName : found.productName,
      color,
      level,
      levels: level === 'platform' ? [...LEVELS] : [level],
      logo: logo === null ? null : `/api/theme/logo?${logo.sha256.slice(0, 16)}`,
    };
  }

  @Get('logo')
  async logo(@Req() request: ApiRequest, @Res() reply: Response): Promise<void> {
    const found = await this.#of(request);
    if (!found?.logo) throw refusal('not-found', 'This portal has no logo.');
    const { brandId, clientId } = found.owner;
    reply.set('Cache-Control', 'public, max-age=300');
    await sendFile(reply, this.files.path(tenantFolder(brandId, clientId), found.logo.sha256), found.logo, 'inline');
  }

  /** The portal of the host; a host that nobody set up looks like nobody's. */
  async #of(request: ApiRequest): Promise<Theme | undefined> {
    return this.themeOf(originOf(request).host);
  }
}
