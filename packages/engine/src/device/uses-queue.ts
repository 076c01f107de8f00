import { EnvironmentError } from '../errors.js';

/**
 * Whether trainings queue for their device: unless `$TEAMNET_DEVICE_QUEUE` is `off`.
 * @throws EnvironmentError when it is neither `on` nor `off`
 */
export function usesQueue(value = process.env.TEAMNET_DEVICE_QUEUE): boolean {
  if (!value || value === 'on') return true;
  if (value === 'off') return false;
  throw new EnvironmentError('TEAMNET_DEVICE_QUEUE', value, 'on or off');
}
