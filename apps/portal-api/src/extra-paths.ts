import type { ExtraPath } from '@switchyard/api-kit';
import { simulatePaths } from './calls/simulate.controller.js';
import { tracePaths } from './calls/trace.controller.js';
import { revisionPaths } from './changes/revisions.controller.js';
import { filePaths } from './files/file.controller.js';
import { themePaths } from './files/theme.controller.js';
import { importPaths } from './imports/imports.controller.js';
import { activeCallPaths } from './live/active-calls.controller.js';
import { loginPaths } from './login/controllers.js';
import { specialPaths } from './special/index.js';

/** Every address outside the resources, as the OpenAPI documents have it. */
export const extraPaths: readonly ExtraPath[] = [
  ...loginPaths,
  ...tracePaths,
  ...simulatePaths,
  ...revisionPaths,
  ...filePaths,
  ...themePaths,
  ...importPaths,
  ...activeCallPaths,
  ...specialPaths,
];
