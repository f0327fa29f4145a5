import { Module, type DynamicModule, type Type } from '@nestjs/common';
import { crud, LevelGuard, ROW_STORES, TOKEN_READER, type TokenReader } from '@switchyard/api-kit';
import type { ConfigStore, Database } from '@switchyard/data';
import { err, systemClock, type Logger } from '@switchyard/kernel';
import { resources } from '@switchyard/model';
import type { Redis } from 'ioredis';
import { callTraces } from './adapters/call-traces.adapter.js';
import { decisionFacts } from './adapters/decision-facts.adapter.js';
import { logins } from './adapters/logins.adapter.js';
import { rowStores } from './adapters/row-stores.adapter.js';
import { SimulateController } from './calls/simulate.controller.js';
import { traceControllers } from './calls/trace.controller.js';
import { AttemptLimiter } from './login/attempt-limiter.js';
import { LoginController } from './login/login.controller.js';
import { Tokens } from './login/tokens.js';
import { OpenApiController } from './openapi/openapi.controller.js';
import { CALL_TRACES } from './ports/call-traces.port.js';
import { DECISION_FACTS } from './ports/decision-facts.port.js';
import { LOGINS, type Logins } from './ports/logins.port.js';

export interface Parts {
  readonly database: Database;
  readonly configStore: ConfigStore;
  readonly redis: Redis;
  readonly jwtKey: string;
  readonly logger: Logger;
}

/** Every controller; the hand-made addresses go first: `openapi.json` and `login` must not be read as ids. */
export const controllers: readonly Type<unknown>[] = [
  LoginController,
  OpenApiController,
  ...traceControllers,
  SimulateController,
  ...resources.map(crud),
];

/** Wiring only: which adapter serves which port. */
@Module({})
export class AppModule {
  static of({ database, configStore, redis, jwtKey, logger }: Parts): DynamicModule {
    const tokens = new Tokens(jwtKey, systemClock);
    const identities = logins(database);
    return {
      module: AppModule,
      controllers: [...controllers],
      providers: [
        LevelGuard,
        { provide: Tokens, useValue: tokens },
        { provide: TOKEN_READER, useValue: activeOnly(tokens, identities) },
        { provide: AttemptLimiter, useValue: new AttemptLimiter(systemClock) },
        { provide: 'Logger', useValue: logger },
        { provide: ROW_STORES, useValue: rowStores(database) },
        { provide: LOGINS, useValue: identities },
        { provide: CALL_TRACES, useValue: callTraces(database) },
        { provide: DECISION_FACTS, useValue: decisionFacts(configStore, redis) },
      ],
    };
  }
}

/** A token ends with its login: a withdrawn administrator must not go on until the token expires. */
const activeOnly = (tokens: TokenReader, identities: Logins): TokenReader => ({
  read: async (token) => {
    const read = await tokens.read(token);
    return read.ok && !(await identities.isActive(read.value)) ? err('withdrawn') : read;
  },
});
