import { EntityMessaging } from '@nats-portal/plugin-nats-common';

/**
 * How many consumers there will be to show, as far as the annotations say so.
 *
 * @param most - how many there is room for, and what is taken where nobody can tell
 */
export function expectedConsumers(
  { consumers, streams }: EntityMessaging,
  most: number,
): number {
  const isOpen =
    consumers.length === 0 ||
    streams.length > 0 ||
    consumers.some(({ consumer }) => consumer === '*');
  return isOpen ? most : Math.min(most, consumers.length);
}
