import { CodedError, type Level } from '@switchyard/kernel';
import type { AnyResource } from '@switchyard/model';
import { createContext, useContext, type ReactNode } from 'react';
import type { ApiRow, PortalApi } from '../api/portal-api.js';

/** A cell or fact drawn by hand; chosen by the field's name. Few of them. */
export type Widget = (value: unknown, row: ApiRow) => ReactNode;

export interface Portal {
  readonly level: Level;
  readonly api: PortalApi;
  readonly widgets: Readonly<Record<string, Widget>>;
}

const Context = createContext<Portal | undefined>(undefined);
export const PortalProvider = Context.Provider;

/** The level, its API and the widgets; only inside a `PortalProvider`. */
export function usePortal(): Portal {
  const portal = useContext(Context);
  if (!portal) throw new CodedError('portal-missing', 'usePortal is called outside of PortalProvider');
  return portal;
}

/** Addresses of the screens of a resource. */
export const screenPath = (level: Level, resource: AnyResource, ...rest: readonly (string | number)[]): string =>
  ['', level, resource.path, ...rest].join('/');
