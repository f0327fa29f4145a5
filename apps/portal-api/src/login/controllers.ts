import type { Type } from '@nestjs/common';
import type { ExtraPath } from '@switchyard/api-kit';
import { apiKeyPaths, ApiKeysController } from './api-keys.controller.js';
import { LoginController, loginPaths as sessionStartPaths } from './login.controller.js';
import { loginHelpControllers, loginHelpPaths } from './login-help.controller.js';
import { ProfileController, profilePaths } from './profile.controller.js';
import { SecondFactorController, secondFactorPaths } from './second-factor.controller.js';
import { sessionControllers, sessionPaths } from './session-list.controller.js';
import { SignOnController, signOnPaths } from './sign-on.controller.js';

/** Everything about logins; before the resources, so that no address of theirs is read as an id. */
export const loginControllers: readonly Type<unknown>[] = [
  LoginController,
  SignOnController,
  ProfileController,
  SecondFactorController,
  ApiKeysController,
  ...sessionControllers,
  ...loginHelpControllers,
];

export const loginPaths: readonly ExtraPath[] = [
  ...sessionStartPaths,
  ...signOnPaths,
  ...profilePaths,
  ...secondFactorPaths,
  ...apiKeyPaths,
  ...sessionPaths,
  ...loginHelpPaths,
];
