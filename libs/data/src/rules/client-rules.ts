import { faxUser, holidayHours, huntGroupUser, mailAddress, periodDays, userContact, voicemailPin, webhookOwner } from './call-logic.js';
import { aliasDdi, bossAssistant, endpointName, sipPasswordPolicy, userLogin } from './endpoints.js';
import { forwardKind, forwardOwner, forwardUnique, forwardVoicemail } from './forwards.js';
import { corporationKept, friendPassword, interVpbx } from './friends.js';
import type { Rule } from './rule.js';

/** Rules of endpoints and of the call logic of clients. */
export const CLIENT_RULES: readonly Rule[] = [
  endpointName,
  aliasDdi,
  sipPasswordPolicy,
  userLogin,
  bossAssistant,
  friendPassword,
  interVpbx,
  corporationKept,
  forwardOwner,
  forwardKind,
  forwardUnique,
  forwardVoicemail,
  huntGroupUser,
  holidayHours,
  periodDays,
  mailAddress,
  voicemailPin,
  faxUser,
  webhookOwner,
  userContact,
];
