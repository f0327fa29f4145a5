import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants.js';
import { RequestMethod, type Type } from '@nestjs/common';

export interface Route {
  readonly method: string;
  /** As the controllers write it: `/api/:level/carriers/:id`. */
  readonly path: string;
  readonly handler: object;
}

/** Every address that the framework answers. */
export function routesOf(controllers: readonly Type<unknown>[]): readonly Route[] {
  return controllers.flatMap((controller) => {
    const base = String(Reflect.getMetadata(PATH_METADATA, controller));
    const prototype = controller.prototype as Record<string, unknown>;
    return Object.getOwnPropertyNames(prototype).flatMap((name): Route[] => {
      const handler = prototype[name];
      if (typeof handler !== 'function') return [];
      const method = Reflect.getMetadata(METHOD_METADATA, handler) as RequestMethod | undefined;
      if (method === undefined) return [];
      const path = `/${base}/${String(Reflect.getMetadata(PATH_METADATA, handler))}`.replace(/\/+/g, '/').replace(/\/$/, '');
      return [{ method: RequestMethod[method], path, handler }];
    });
  });
}

/** Methods that an address answers, for `Allow` (RFC 9110 §10.2.1); empty: there is no such address. */
export function allowedMethods(controllers: readonly Type<unknown>[]): (path: string) => readonly string[] {
  const patterns = routesOf(controllers).map(({ method, path }) => ({
    method,
    pattern: new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}/?$`, 'i'),
  }));
  return (path) => {
    const found = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method));
    if (found.size === 0) return [];
    return [...found, ...(found.has('GET') ? ['HEAD'] : []), 'OPTIONS'].sort();
  };
}
