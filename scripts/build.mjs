import { giveUp, setUp } from './setup.mjs';

try {
  await setUp({ build: true });
} catch (error) {
  giveUp(error);
}
