import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { crud, LevelGuard, ROW_STORES, TOKEN_READER } from '@switchyard/api-kit';
import { addImport, findTheme, type ConfigStore, type Database } from '@switchyard/data';
import { systemClock, type Logger } from '@switchyard/kernel';
import { resources } from '@switchyard/model';
import { mailOutbox } from '@switchyard/queue';
import type { Redis } from 'ioredis';
import { callTraces } from './adapters/call-traces.adapter.js';
import { decisionFacts } from './adapters/decision-facts.adapter.js';
import { liveReader } from './adapters/live.adapter.js';
import { revisions } from './adapters/revisions.adapter.js';
import { releasingStores } from './adapters/releasing-store.adapter.js';
import { rowStores } from './adapters/row-stores.adapter.js';
import { SimulateController } from './calls/simulate.controller.js';
import { traceControllers } from './calls/trace.controller.js';
import { RevisionsController } from './changes/revisions.controller.js';
import { ActiveCallsController, QueueStatesController } from './live/active-calls.controller.js';
import { fileControllers } from './files/file.controller.js';
import { FileStore } from './files/file-store.js';
import { ThemeController, THEMES, type Themes } from './files/theme.controller.js';
import { IMPORT_LINE, ImportsController, type ImportLine } from './imports/imports.controller.js';
import { loginControllers } from './login/controllers.js';
import { LOGIN_PARTS } from './login/login-parts.js';
import { openLoginParts, type LoginSettings } from './login/open-login-parts.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { CALL_TRACES } from './ports/call-traces.port.js';
import { DECISION_FACTS } from './ports/decision-facts.port.js';
import { LIVE_SOURCE } from './ports/live.port.js';
import { REVISIONS } from './ports/revisions.port.js';
import { specialControllers, specialProviders } from './special/index.js';

export interface Parts {
  readonly database: Database;
  readonly configStore: ConfigStore;
  readonly redis: Redis;
  readonly logins: LoginSettings;
  /** Folder of uploaded files. */
  readonly filesFolder: string;
  readonly logger: Logger;
}

/** Every controller; the hand-made addresses go first: `openapi.json` and `login` must not be read as ids. */
export const controllers: readonly Type<unknown>[] = [
  ...loginControllers,
  OpenApiController,
  ...traceControllers,
  SimulateController,
  RevisionsController,
  ActiveCallsController,
  QueueStatesController,
  ...specialControllers,
  ThemeController,
  ImportsController,
  ...fileControllers,
  ...resources.map(crud),
];

/** Wiring only: which adapter serves which port. */
@Module({})
export class AppModule {
  static of({ database, configStore, redis, logins, logger, filesFolder }: Parts): DynamicModule {
    const { parts, tokens } = openLoginParts({ database, clock: systemClock, logger, mail: mailOutbox(redis) }, logins);
    return {
      module: AppModule,
      controllers: [...controllers],
      providers: [
        LevelGuard,
        { provide: TOKEN_READER, useValue: tokens },
        { provide: LOGIN_PARTS, useValue: parts },
        { provide: 'Logger', useValue: logger },
        { provide: FileStore, useValue: new FileStore(filesFolder) },
        { provide: THEMES, useValue: ((host) => findTheme(database, host)) satisfies Themes },
        {
          provide: IMPORT_LINE,
          useValue: ((caller, given) => addImport(database, caller, given, systemClock.nowMs())) satisfies ImportLine,
        },
        { provide: ROW_STORES, useValue: releasingStores(rowStores(database), redis, logger) },
        { provide: CALL_TRACES, useValue: callTraces(database) },
        { provide: LIVE_SOURCE, useValue: liveReader(redis) },
        { provide: REVISIONS, useValue: revisions(database) },
        ...specialProviders(database, redis, logger),
        { provide: DECISION_FACTS, useValue: decisionFacts(configStore, redis) },
      ],
    };
  }
}
