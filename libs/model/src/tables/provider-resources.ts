import {
  balanceMovement,
  balanceNotification,
  callCsvReport,
  callCsvScheduler,
  dailyUsageNotification,
  fixedCost,
  invoice,
  invoiceFixedCost,
  invoiceNumberSequence,
  invoiceScheduler,
  invoiceSchedulerFixedCost,
  invoiceTemplate,
} from './billing.table.js';
import { billableCall, billableCallHistoric, callLeg, userCall } from './calls.table.js';
import {
  carrier,
  carrierServer,
  outgoingRouting,
  outgoingRoutingCarrier,
  routingPattern,
  routingPatternGroup,
  routingTag,
} from './carriers.table.js';
import { ddi, ddiProvider, ddiProviderAddress, ddiProviderRegistration } from './numbers.table.js';
import { destination, destinationRate, destinationRateGroup, ratingPlan, ratingPlanRate, ratingProfile } from './rates.table.js';
import { specialNumber, transformationRule, transformationRuleSet } from './transformations.table.js';

/** What clients refer to: declared before them. */
export const NUMBERING_RESOURCES = { transformationRuleSet, transformationRule, specialNumber, routingTag } as const;

/** Numbers, providers, routing, billing and calls (reference §1.4, §1.6), parents before children. */
export const PROVIDER_RESOURCES = {
  ddiProvider,
  ddiProviderAddress,
  ddiProviderRegistration,
  ddi,
  carrier,
  carrierServer,
  routingPattern,
  routingPatternGroup,
  outgoingRouting,
  outgoingRoutingCarrier,
  destination,
  destinationRateGroup,
  destinationRate,
  ratingPlan,
  ratingPlanRate,
  ratingProfile,
  balanceNotification,
  dailyUsageNotification,
  invoiceTemplate,
  invoiceNumberSequence,
  invoiceScheduler,
  invoice,
  fixedCost,
  invoiceFixedCost,
  invoiceSchedulerFixedCost,
  callCsvScheduler,
  callCsvReport,
  callLeg,
  billableCall,
  billableCallHistoric,
  userCall,
  balanceMovement,
} as const;
