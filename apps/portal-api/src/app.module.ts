import { Module, type DynamicModule } from '@nestjs/common';
import { crud, LevelGuard, ROW_STORES, TOKEN_READER } from '@switchyard/api-kit';
import type { ConfigStore, Database } from '@switchyard/data';
import { systemClock, type Logger } from '@switchyard/kernel';
import { resources } from '@switchyard/model';
import type { Redis } from 'ioredis';
import { callTraces } from './adapters/call-traces.adapter.js';
import { decisionFacts } from './adapters/decision-facts.adapter.js';
import { logins } from './adapters/logins.adapter.js';
import { rowStores } from './adapters/row-stores.adapter.js';
import { SimulateController } from './calls/simulate.controller.js';
import { TraceController } from './calls/trace.controller.js';
import { AttemptLimiter } from './login/attempt-limiter.js';
import { LoginController } from './login/login.controller.js';
import { Tokens } from './login/tokens.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { CALL_TRACES } from './ports/call-traces.port.js';
import { DECISION_FACTS } from './ports/decision-facts.port.js';
import { LOGINS } from './ports/logins.port.js';

export interface Parts {
  readonly database: Database;
  readonly configStore: ConfigStore;
  readonly redis: Redis;
  readonly jwtKey: string;
  readonly logger: Logger;
}

/** Wiring only: which adapter serves which port. */
@Module({})
export class AppModule {
  static of({ database, configStore, redis, jwtKey, logger }: Parts): DynamicModule {
    const tokens = new Tokens(jwtKey, systemClock);
    return {
      module: AppModule,
      // The hand-made addresses go first: `openapi.json` and `login` must not be read as ids.
      controllers: [LoginController, OpenApiController, TraceController, SimulateController, ...resources.map(crud)],
      providers: [
        LevelGuard,
        { provide: Tokens, useValue: tokens },
        { provide: TOKEN_READER, useValue: tokens },
        { provide: AttemptLimiter, useValue: new AttemptLimiter(systemClock) },
        { provide: 'Logger', useValue: logger },
        { provide: ROW_STORES, useValue: rowStores(database) },
        { provide: LOGINS, useValue: logins(database) },
        { provide: CALL_TRACES, useValue: callTraces(database) },
        { provide: DECISION_FACTS, useValue: decisionFacts(configStore, redis) },
      ],
    };
  }
}
