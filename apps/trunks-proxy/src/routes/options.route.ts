import { reqInit } from '@switchyard/b2bua';
import { Route } from '@switchyard/call-flow';
import type { Initial } from '../call.js';
import { answerOptions } from '../steps/options.step.js';

export const optionsRoute = Route.for<Initial>('OPTIONS').step(reqInit).end(answerOptions);
