import { LEVELS, type Level } from '@switchyard/kernel';

export interface LevelText {
  readonly title: string;
  readonly whoFor: string;
}

export const LEVEL_TEXTS: Readonly<Record<Level, LevelText>> = {
  platform: { title: 'Platform', whoFor: 'The people who run the installation: brands, servers, administrators.' },
  brand: { title: 'Brand', whoFor: 'Operators: clients, numbers, carriers, routing, rates and every call with its cost.' },
  client: { title: 'Client', whoFor: 'Companies and subscribers: their people, devices, numbers and calls.' },
  user: { title: 'User', whoFor: 'One person: own calls and account.' },
};

export const isLevel = (word: string | undefined): word is Level => LEVELS.some((level) => level === word);
