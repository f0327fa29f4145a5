import { Controller, Delete, Get, HttpCode, Inject, Param, Put, Req, Res, UseGuards, type Type } from '@nestjs/common';
import {
  allowed,
  Caller,
  idOf,
  LevelGuard,
  refusal,
  ROW_STORES,
  type ApiRequest,
  type ExtraPath,
  type RowStore,
  type RowStores,
} from '@switchyard/api-kit';
import { tenantFolder } from '@switchyard/data';
import { LEVELS, type Level, type RequestContext } from '@switchyard/kernel';
import { fieldsAt, mayUse, resources, type Field, type Resource, type StoredFile } from '@switchyard/model';
import type { Request, Response } from 'express';
import { z } from 'zod';
import { nameOfUpload } from './file-name.js';
import { FileStore } from './file-store.js';

type FileField = Field & { readonly kind: 'file' };
type Row = Readonly<Record<string, unknown>>;

const view = z.object({ name: z.string(), type: z.string(), bytes: z.number().int(), sha256: z.string() });
const binary = z.string().meta({ format: 'binary' });

const readsAt = (resource: Resource, key: string, level: Level): boolean =>
  mayUse(resource, level, 'read') && fieldsAt(resource, level, 'read').some(([known]) => known === key);
const setsAt = (resource: Resource, key: string, field: FileField, level: Level): boolean =>
  readsAt(resource, key, level) &&
  mayUse(resource, level, 'update') &&
  !field.readOnly &&
  !field.readOnlyAt?.includes(level) &&
  !resource.records;

const fileFields = resources.flatMap((resource) =>
  Object.entries(resource.fields).flatMap(([key, field]) => (field.kind === 'file' ? [{ resource, key, field }] : [])),
);

export const filePaths: readonly ExtraPath[] = fileFields.flatMap(({ resource, key, field }): ExtraPath[] => {
  const path = `/${resource.path}/{id}/${key}`;
  const what = `${field.label.toLowerCase()} of a ${resource.singular.toLowerCase()}`;
  const reading = LEVELS.filter((level) => readsAt(resource, key, level));
  const setting = LEVELS.filter((level) => setsAt(resource, key, field, level));
  const tag = resource.plural;
  return [
    { path, levels: reading, method: 'get', summary: `Download the ${what}`, answer: binary, answerType: 'application/octet-stream', tag },
    {
      path,
      levels: setting,
      method: 'put',
      summary: `Upload the ${what}`,
      query: z.object({ name: z.string().max(190).optional() }),
      body: binary,
      bodyType: 'application/octet-stream',
      answer: view,
      tag,
    },
    { path, levels: setting, method: 'delete', summary: `Remove the ${what}`, tag },
  ];
});

/** The tenant whose file it is: that of the row. */
function folderOf(resource: Resource, row: Row): string {
  const id = (column: string | undefined): number | null => {
    const value = column === undefined ? null : row[column];
    return typeof value === 'number' ? value : null;
  };
  return tenantFolder(id(resource.scope.brand), id(resource.scope.client));
}

/** Up- and download of one file field; rows and rights are those of the resource. */
function fileController({ resource, key, field }: (typeof fileFields)[number]): Type<unknown> {
  @Controller(`api/:level/${resource.path}/:id/${key}`)
  @UseGuards(LevelGuard)
  class FileController {
    readonly #rows: RowStore;
    constructor(
      @Inject(ROW_STORES) stores: RowStores,
      @Inject(FileStore) private readonly files: FileStore,
    ) {
      this.#rows = stores(resource.name);
    }

    @Get()
    async download(@Caller() caller: RequestContext, @Param('id') text: string, @Res() reply: Response): Promise<void> {
      const level = allowed(resource, caller, 'read');
      if (!readsAt(resource, key, level)) throw refusal('level-forbidden', `${field.label} is not seen at level ${level}.`);
      const row = await this.#row(caller, text);
      const file = row[key] as StoredFile | null | undefined;
      if (!file) throw refusal('not-found', `This ${resource.singular.toLowerCase()} has no ${field.label.toLowerCase()}.`);
      await sendFile(reply, this.files.path(folderOf(resource, row), file.sha256), file);
    }

    async #row(caller: RequestContext, text: string): Promise<Row> {
      const id = idOf(text);
      const row = await this.#rows.get(caller, id);
      if (!row) throw refusal('not-found', `There is no ${resource.singular} with the id ${id}.`);
      return row;
    }

    async upload(@Caller() caller: RequestContext, @Param('id') text: string, @Req() request: ApiRequest): Promise<StoredFile> {
      const row = await this.#settable(caller, text);
      const kept = await this.files.keep(folderOf(resource, row), request as unknown as Request, field);
      const changed = await this.#rows.setFile(caller, Number(row['id']), key, { name: nameOfUpload(request, kept.type), ...kept });
      if (!changed) throw refusal('not-found', `There is no ${resource.singular} with this id any more.`);
      return changed[key] as StoredFile;
    }

    async remove(@Caller() caller: RequestContext, @Param('id') text: string): Promise<void> {
      const row = await this.#settable(caller, text);
      await this.#rows.setFile(caller, Number(row['id']), key, null);
    }

    /** The row whose file may be set; throws before anything of an upload is read. */
    async #settable(caller: RequestContext, text: string): Promise<Row> {
      const level = allowed(resource, caller, 'update');
      if (!setsAt(resource, key, field, level)) throw refusal('level-forbidden', `${field.label} is not set at level ${level}.`);
      return this.#row(caller, text);
    }
  }
  Object.defineProperty(FileController, 'name', { value: `${resource.name}${key}FileController` });
  // What the platform alone writes has no address to write to.
  if (LEVELS.some((level) => setsAt(resource, key, field, level))) {
    answer(FileController, 'upload', Put());
    answer(FileController, 'remove', Delete(), HttpCode(204));
  }
  return FileController;
}

/** Makes a method of a controller answer an address, as its decorators in place would. */
function answer(controller: Type<unknown>, method: string, ...decorators: readonly MethodDecorator[]): void {
  const methods = controller.prototype as object;
  const descriptor = Object.getOwnPropertyDescriptor(methods, method) as PropertyDescriptor;
  for (const decorate of decorators) decorate(methods, method, descriptor);
}

export const fileControllers: readonly Type<unknown>[] = fileFields.map(fileController);

/** A file as a download, in parts where they are asked for (RFC 9110 §14): never shown, run or guessed at by a browser. */
export function sendFile(
  reply: Response,
  path: string,
  { name, type, sha256 }: StoredFile,
  how: 'attachment' | 'inline' = 'attachment',
): Promise<void> {
  const ascii = name.replace(/[^\w. -]/g, '_');
  reply.set({
    'Content-Type': type,
    'Content-Disposition': `${how}; filename="${ascii}"; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)}`,
    'Content-Security-Policy': "default-src 'none'; sandbox",
    ETag: `"${sha256}"`,
  });
  return new Promise((resolve, reject) => {
    reply.sendFile(path, { dotfiles: 'allow', etag: false, lastModified: false, cacheControl: false }, (error: Error | undefined) => {
      if (!error || reply.headersSent) resolve();
      else {
        for (const header of ['Content-Type', 'Content-Disposition', 'ETag']) reply.removeHeader(header);
        reject(error);
      }
    });
  });
}
