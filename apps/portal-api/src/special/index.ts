import type { Provider, Type } from '@nestjs/common';
import type { ExtraPath } from '@switchyard/api-kit';
import type { Database } from '@switchyard/data';
import { systemClock, type Logger } from '@switchyard/kernel';
import type { Redis } from 'ioredis';
import { BalanceShow } from '../adapters/balance-show.js';
import { dashboards } from '../adapters/dashboards.adapter.js';
import { redisRegistrations } from '../adapters/registrations.adapter.js';
import { redisServerStates } from '../adapters/server-states.adapter.js';
import { specialRows } from '../adapters/special-rows.adapter.js';
import { DASHBOARDS } from '../ports/dashboards.port.js';
import { REGISTRATIONS } from '../ports/registrations.port.js';
import { SERVER_STATES_SOURCE } from '../ports/server-states.port.js';
import { SPECIAL_ROWS } from '../ports/special-rows.port.js';
import { actionPaths, ActionsController } from './actions.controller.js';
import { balanceControllers, balancePaths } from './balances.controller.js';
import { DashboardController, dashboardPaths } from './dashboard.controller.js';
import { detailedUserPaths, DetailedUsersController } from './detailed-users.controller.js';
import { numberPaths, NumbersController } from './numbers.controller.js';
import { registrationControllers, registrationPaths } from './registration.controller.js';
import { serverStatePaths, ServerStatesController } from './server-states.controller.js';
import { terminalModelPaths, TerminalModelsController } from './terminal-models.controller.js';
import { unassignedControllers, unassignedPaths } from './unassigned.controller.js';

/** Addresses that no field table gives; before those of the resources, whose ids they would be taken for. */
export const specialControllers: readonly Type<unknown>[] = [
  DashboardController,
  ...registrationControllers,
  ...unassignedControllers,
  ...balanceControllers,
  NumbersController,
  TerminalModelsController,
  ActionsController,
  DetailedUsersController,
  ServerStatesController,
];

export const specialPaths: readonly ExtraPath[] = [
  ...dashboardPaths,
  ...registrationPaths,
  ...unassignedPaths,
  ...balancePaths,
  ...numberPaths,
  ...terminalModelPaths,
  ...actionPaths,
  ...detailedUserPaths,
  ...serverStatePaths,
];

export function specialProviders(database: Database, redis: Redis, logger: Logger): readonly Provider[] {
  const registrations = redisRegistrations(database, redis, systemClock, logger);
  return [
    { provide: REGISTRATIONS, useValue: registrations },
    { provide: DASHBOARDS, useValue: dashboards(database, registrations, systemClock) },
    { provide: SERVER_STATES_SOURCE, useValue: redisServerStates(redis, systemClock) },
    { provide: SPECIAL_ROWS, useValue: specialRows(database, new BalanceShow(redis, logger)) },
  ];
}
